package dev.cotangent.compiler.autodiff;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Where variables live: the home of a local is the smallest block that contains everything that is done with it and
 * that does not see a value from before it. A buffer has a home if its one allocation comes first there.
 */
final class Locality {

    private enum First {
        READ,
        ASSIGNMENT,
        NEITHER
    }

    private final Block root;
    private final Map<Local, List<Block.Node>> reads = new LinkedHashMap<>();
    private final Map<Local, List<Block.Node>> assignments = new LinkedHashMap<>();
    private final Map<Buffer, List<Block.Node>> loads = new LinkedHashMap<>();
    private final Map<Buffer, List<Block.Node>> writes = new LinkedHashMap<>();
    private final Map<Local, Block> homes = new HashMap<>();

    Locality(Procedure procedure, Block root) {
        this.root = root;
        procedure.scalars().forEach(local -> homes.put(local, root));
        procedure.results().forEach(local -> homes.put(local, root));
        for (Block.Node node : root.everything()) {
            Access.read(node.statement()).forEach(local -> add(reads, local, node));
            Access.assigned(node.statement()).forEach(local -> add(assignments, local, node));
            Access.loaded(node.statement()).forEach(buffer -> add(loads, buffer, node));
            Access.written(node.statement()).forEach(buffer -> add(writes, buffer, node));
            if (node.statement() instanceof Stmt.For loop) {
                homes.put(loop.index(), node.blocks().get(0));
            }
        }
    }

    private static <V> void add(Map<V, List<Block.Node>> map, V variable, Block.Node node) {
        List<Block.Node> nodes = map.computeIfAbsent(variable, key -> new ArrayList<>());
        if (nodes.isEmpty() || nodes.get(nodes.size() - 1) != node) {
            nodes.add(node);
        }
    }

    Set<Local> assignedLocals() {
        return assignments.keySet();
    }

    List<Block.Node> reads(Local local) {
        return reads.getOrDefault(local, List.of());
    }

    List<Block.Node> assignments(Local local) {
        return assignments.getOrDefault(local, List.of());
    }

    List<Block.Node> writes(Buffer buffer) {
        return writes.getOrDefault(buffer, List.of());
    }

    /** The nodes that read or write a buffer, its allocations included. */
    List<Block.Node> uses(Buffer buffer) {
        List<Block.Node> uses = new ArrayList<>(writes(buffer));
        uses.addAll(loads.getOrDefault(buffer, List.of()));
        return uses;
    }

    Block home(Local local) {
        return homes.computeIfAbsent(local, this::findHome);
    }

    private Block findHome(Local local) {
        List<Block.Node> nodes = new ArrayList<>(assignments(local));
        nodes.addAll(reads(local));
        Block block =
                nodes.stream().map(Block.Node::parent).reduce(Block::common).orElse(root);
        while (block != root && first(block, local) == First.READ) {
            block = block.owner().orElseThrow().parent();
        }
        return block;
    }

    /** What a block may do first with a local; a loop may run no iteration, so it never counts as an assignment. */
    private First first(Block block, Local local) {
        boolean maybeAssigned = false;
        for (Block.Node node : block.nodes()) {
            First first = first(node, local);
            if (first == First.READ || (maybeAssigned && readsAnywhere(node, local))) {
                return First.READ;
            }
            if (first == First.ASSIGNMENT) {
                return First.ASSIGNMENT;
            }
            maybeAssigned |= node.isLoop() || node.statement() instanceof Stmt.If;
        }
        return First.NEITHER;
    }

    private First first(Block.Node node, Local local) {
        if (Access.read(node.statement()).contains(local)) {
            boolean afterTest = node.statement() instanceof Stmt.While
                    && first(node.blocks().get(0), local) == First.ASSIGNMENT;
            return afterTest ? First.NEITHER : First.READ;
        }
        if (Access.assigned(node.statement()).contains(local)) {
            return First.ASSIGNMENT;
        }
        List<First> inner =
                node.blocks().stream().map(block -> first(block, local)).toList();
        if (inner.contains(First.READ)) {
            return First.READ;
        }
        boolean surely = node.statement() instanceof Stmt.If && inner.stream().allMatch(f -> f == First.ASSIGNMENT);
        return surely ? First.ASSIGNMENT : First.NEITHER;
    }

    private boolean readsAnywhere(Block.Node node, Local local) {
        return reads(local).stream()
                .anyMatch(read -> read == node || node.blocks().stream().anyMatch(b -> b.encloses(read.parent())));
    }

    /** The block in which a buffer is allocated once, before anything else is done with it. */
    Optional<Block> home(Buffer buffer) {
        List<Block.Node> writes = writes(buffer);
        if (buffer.storage() != Storage.WORK || writes.isEmpty()) {
            return Optional.empty();
        }
        List<Block.Node> allocations = writes.stream()
                .filter(node -> node.statement() instanceof Stmt.Allocate)
                .toList();
        if (allocations.size() != 1) {
            return Optional.empty();
        }
        Block.Node allocation = allocations.get(0);
        boolean isFirst = uses(buffer).stream()
                .allMatch(node -> allocation
                        .parent()
                        .childContaining(node)
                        .filter(child -> child.position() >= allocation.position())
                        .isPresent());
        return isFirst ? Optional.of(allocation.parent()) : Optional.empty();
    }

    /**
     * True if, after one node has run, another may still run before the end of a block that contains the first.
     *
     * @param scope the block; what runs when it runs again doesn't count
     */
    static boolean mayFollow(Block.Node first, Block.Node second, Block scope) {
        if (scope.childContaining(second).isEmpty()) {
            return false;
        }
        Block common = first.parent().common(second.parent());
        for (Block block = common;
                block != scope;
                block = block.owner().orElseThrow().parent()) {
            if (block.isLoopBody()) {
                return true;
            }
        }
        int position = common.childContaining(first).orElseThrow().position();
        return common.childContaining(second).orElseThrow().position() > position;
    }
}
