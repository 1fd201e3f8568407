package dev.cotangent.compiler.autodiff;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import java.util.HashSet;
import java.util.Set;

/**
 * Decides which blocks are reversed as soon as they have run. Such a block is a <em>scope</em>: its forward sweep is
 * followed at once by its reverse sweep. The whole procedure is one, and so is the body of an eager loop or branch.
 *
 * <p>A loop or a branch is eager if it contributes only to sums whose adjoint is known, and nothing overwrites later
 * the inputs to whose adjoints it adds. Each iteration then runs its primal and its adjoint, nothing is recorded, and
 * no reversed loop is left.
 */
final class Scopes {

    private final Activity activity;
    private final Locality locality;
    private final Seeds seeds;
    private final SingleAssignment singleAssignment;
    private final Set<Block> scopes = new HashSet<>();
    private final boolean rootRunsAgain;

    /**
     * Decides for a tree.
     *
     * @param rootRunsAgain true if the procedure may run again before it is reversed, as a recursive one does
     */
    Scopes(
            Block root,
            Activity activity,
            Locality locality,
            Seeds seeds,
            SingleAssignment singleAssignment,
            boolean rootRunsAgain) {
        this.activity = activity;
        this.locality = locality;
        this.seeds = seeds;
        this.singleAssignment = singleAssignment;
        this.rootRunsAgain = rootRunsAgain;
        scopes.add(root);
        decide(root, root);
    }

    private void decide(Block block, Block scope) {
        for (Block.Node node : block.nodes()) {
            boolean eager = isEagerIn(node, scope);
            if (eager) {
                scopes.addAll(node.blocks());
            }
            node.blocks().forEach(inner -> decide(inner, eager ? inner : scope));
        }
    }

    /** True if the node's blocks are scopes. */
    boolean isEager(Block.Node node) {
        return !node.blocks().isEmpty() && scopes.contains(node.blocks().get(0));
    }

    /** The smallest scope that contains a block. */
    Block scopeOf(Block block) {
        Block scope = block;
        while (!scopes.contains(scope)) {
            scope = scope.owner().orElseThrow().parent();
        }
        return scope;
    }

    /** True if a block may run again before it is reversed, so that its values are lost unless they are recorded. */
    boolean runsAgain(Block block) {
        for (Block b = block; !scopes.contains(b); b = b.owner().orElseThrow().parent()) {
            if (b.isLoopBody()) {
                return true;
            }
        }
        return rootRunsAgain && scopeOf(block).owner().isEmpty();
    }

    /** True if what a node reads from a buffer is still there when the node is reversed. */
    boolean isIntact(Buffer buffer, Block.Node node) {
        if (buffer.storage() == Storage.DATA) {
            return true;
        }
        Block scope = scopeOf(node.parent());
        boolean shared = rootRunsAgain && scope.owner().isEmpty();
        return !shared && !mayOverwrite(buffer, node, scope);
    }

    /** True if what a node reads from a local is still there when the node is reversed. */
    boolean isIntact(Local local, Block.Node node) {
        Block scope = scopeOf(node.parent());
        boolean shared = rootRunsAgain && scope.owner().isEmpty();
        return !shared
                && locality.assignments(local).stream().noneMatch(write -> Locality.mayFollow(node, write, scope));
    }

    private boolean mayOverwrite(Buffer buffer, Block.Node node, Block scope) {
        boolean single = singleAssignment.holds(buffer);
        return locality.writes(buffer).stream()
                .filter(write -> !single || write.statement() instanceof Stmt.Allocate)
                .anyMatch(write -> Locality.mayFollow(node, write, scope));
    }

    private boolean isEagerIn(Block.Node node, Block scope) {
        boolean countable = node.statement() instanceof Stmt.For || node.statement() instanceof Stmt.If;
        if (!countable) {
            return false;
        }
        boolean contributes = false;
        for (Block block : node.blocks()) {
            for (Block.Node inner : block.everything()) {
                if (!writesAreOwn(inner, node) || !inputsLast(inner, node, scope)) {
                    return false;
                }
                contributes |= Access.assigned(inner.statement()).stream().anyMatch(seeds::contains);
            }
        }
        return contributes;
    }

    private boolean writesAreOwn(Block.Node inner, Block.Node node) {
        for (Local local : Access.assigned(inner.statement())) {
            boolean sum = seeds.contains(local) && Linear.isAccumulation(inner.statement());
            if (activity.isActive(local) && !sum && !contains(node, locality.home(local))) {
                return false;
            }
        }
        return Access.written(inner.statement()).stream()
                .filter(activity::isActive)
                .allMatch(buffer -> isOwn(buffer, node));
    }

    private boolean isOwn(Buffer buffer, Block.Node node) {
        return locality.home(buffer).filter(home -> contains(node, home)).isPresent();
    }

    /** True if nothing that comes later in the scope writes to the active inputs from outside. */
    private boolean inputsLast(Block.Node inner, Block.Node node, Block scope) {
        boolean locals = Access.read(inner.statement()).stream()
                .filter(local -> activity.isActive(local) && !seeds.contains(local))
                .filter(local -> !contains(node, locality.home(local)))
                .flatMap(local -> locality.assignments(local).stream())
                .noneMatch(write -> Locality.mayFollow(node, write, scope));
        return locals
                && Access.loaded(inner.statement()).stream()
                        .filter(buffer -> activity.isActive(buffer) && !isOwn(buffer, node))
                        .noneMatch(buffer -> mayOverwrite(buffer, node, scope));
    }

    private static boolean contains(Block.Node node, Block home) {
        return node.blocks().stream().anyMatch(block -> block.encloses(home));
    }
}
