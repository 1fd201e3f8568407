package dev.cotangent.compiler.autodiff;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Stmt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/** Makes the forward and the reverse sweep of blocks. The reverse is made from the end, as it runs. */
final class Sweeps {

    /** A piece of code and its reverse. */
    record Sweep(List<Stmt> forward, List<Stmt> reverse) {}

    private final Activity activity;
    private final Locality locality;
    private final Scopes scopes;
    private final Adjoints adjoints;
    private final Reversible reversible;
    private final Map<Procedure, Augmented> callees;
    private final Block root;
    private final Recording recording;
    private final Pullback pullback;
    private final KernelSweeps kernels;
    private final Emitter emitter;
    private final Map<Block, List<Local>> residents = new HashMap<>();
    private final Map<Block, List<Stmt.Allocate>> allocations = new HashMap<>();
    private final Map<Block.Node, Stmt> eager = new HashMap<>();
    private final Set<Local> addedEagerly = new HashSet<>();

    /**
     * Prepares to reverse a procedure.
     *
     * @param callees the procedures to invoke instead of others
     */
    Sweeps(
            Analysis analysis,
            Adjoints adjoints,
            Reversible reversible,
            Map<Procedure, Augmented> callees,
            Emitter emitter) {
        this.activity = analysis.activity();
        this.locality = analysis.locality();
        this.scopes = analysis.scopes();
        this.adjoints = adjoints;
        this.reversible = reversible;
        this.callees = callees;
        this.root = analysis.root();
        this.recording = new Recording(analysis.settled(), scopes);
        this.pullback = new Pullback(analysis, adjoints, emitter);
        this.kernels = new KernelSweeps(scopes, adjoints, pullback, emitter);
        this.emitter = emitter;
        for (Local local : locality.assignedLocals()) {
            if (activity.isActive(local) && !analysis.seeds().contains(local)) {
                residents
                        .computeIfAbsent(locality.home(local), b -> new ArrayList<>())
                        .add(local);
            }
        }
        analysis.root().everything().forEach(this::noteAllocation);
    }

    private void noteAllocation(Block.Node node) {
        if (node.statement() instanceof Stmt.Allocate s
                && activity.isActive(s.buffer())
                && reversible.previousSize(s).isEmpty()) {
            allocations.computeIfAbsent(node.parent(), b -> new ArrayList<>()).add(s);
        }
    }

    /**
     * The sweeps of the procedure.
     *
     * @param start adjoints with which the reverse begins
     */
    Sweep of(Map<Local, Expr> start) {
        if (residents.containsKey(root)) {
            residents.get(root).removeAll(start.keySet());
        }
        prepare(root);
        adjoints.known().putAll(start);
        return block(root);
    }

    /** The sweeps of a block that is reversed as soon as it has run. */
    private Sweep scope(Block block) {
        prepare(block);
        return block(block);
    }

    /** Makes the eager code within a scope first: what it adds to is not zero when the reverse begins. */
    private void prepare(Block block) {
        for (Block.Node node : block.nodes()) {
            if (scopes.isEager(node)) {
                Adjoints.Knowledge before = adjoints.forget();
                eager.put(node, fused(node));
                addedEagerly.addAll(adjoints.resume(before));
            } else {
                node.blocks().forEach(this::prepare);
            }
        }
    }

    private Stmt fused(Block.Node node) {
        List<List<Stmt>> blocks = new ArrayList<>();
        for (Block block : node.blocks()) {
            Sweep sweep = scope(block);
            List<Stmt> both = new ArrayList<>(sweep.forward());
            both.addAll(sweep.reverse());
            blocks.add(both);
        }
        return withBlocks(node.statement(), blocks);
    }

    private static Stmt withBlocks(Stmt statement, List<List<Stmt>> blocks) {
        if (statement instanceof Stmt.For s) {
            return new Stmt.For(s.index(), s.from(), s.to(), s.direction(), blocks.get(0), s.span());
        }
        if (statement instanceof Stmt.If s) {
            return new Stmt.If(s.condition(), blocks.get(0), blocks.get(1), s.span());
        }
        if (statement instanceof Stmt.While s) {
            return new Stmt.While(blocks.get(0), s.condition(), blocks.get(1), s.span());
        }
        return statement;
    }

    private Sweep block(Block block) {
        List<Stmt> forward = new ArrayList<>();
        for (Local local : residents.getOrDefault(block, List.of())) {
            if (addedEagerly.contains(local)) {
                forward.addAll(emitter.block(() -> emitter.assign(adjoints.of(local), Algebra.ZERO)));
            } else {
                adjoints.known().put(local, Algebra.ZERO);
            }
        }
        List<Sweep> sweeps = new ArrayList<>();
        for (int i = block.nodes().size() - 1; i >= 0; i--) {
            sweeps.add(0, node(block.nodes().get(i)));
        }
        residents.getOrDefault(block, List.of()).forEach(adjoints.known()::remove);
        sweeps.forEach(sweep -> forward.addAll(sweep.forward()));
        List<Stmt> reverse = new ArrayList<>(clearedBefore(block));
        for (int i = sweeps.size() - 1; i >= 0; i--) {
            reverse.addAll(sweeps.get(i).reverse());
        }
        Recording.Record record = recording.of(block, reverse);
        forward.addAll(record.pushes());
        reverse.addAll(0, record.restores());
        return new Sweep(forward, reverse);
    }

    /** Adjoints of the buffers of a block that runs again: zero whenever its reverse begins. */
    private List<Stmt> clearedBefore(Block block) {
        return scopes.runsAgain(block)
                ? allocations.getOrDefault(block, List.of()).stream()
                        .map(this::zero)
                        .toList()
                : List.of();
    }

    private Stmt zero(Stmt.Allocate s) {
        return new Stmt.Allocate(adjoints.of(s.buffer()), s.size(), Stmt.Fill.ZERO, s.span());
    }

    private Sweep node(Block.Node node) {
        Stmt statement = node.statement();
        emitter.at(statement.span());
        if (eager.containsKey(node)) {
            return new Sweep(List.of(eager.get(node)), List.of());
        }
        if (statement instanceof Stmt.For loop) {
            return loop(node, loop.index(), loop.from(), loop.to(), opposite(loop.direction()));
        }
        if (statement instanceof Stmt.While loop) {
            return whileLoop(node, loop);
        }
        if (statement instanceof Stmt.If branch) {
            return branch(node, branch);
        }
        if (statement instanceof Stmt.Allocate allocate && activity.isActive(allocate.buffer())) {
            return allocate(node, allocate);
        }
        if (statement instanceof Stmt.Kernel kernel) {
            return activity.isActive(kernel.result().buffer()) ? kernels.of(node, kernel) : inert(statement);
        }
        if (statement instanceof Stmt.Invoke call) {
            return call.results().stream().anyMatch(activity::isActive) ? invoke(call) : inert(call);
        }
        return new Sweep(List.of(statement), emitter.block(() -> simple(statement)));
    }

    private Sweep invoke(Stmt.Invoke s) {
        Procedure primal = s.procedure();
        Augmented callee = callees.get(primal);
        List<Stmt> reverse = emitter.block(() -> {
            List<Local> results = callee.results().stream()
                    .map(result -> s.results().get(primal.results().indexOf(result)))
                    .toList();
            List<Expr> seeds = results.stream()
                    .map(result -> activity.isActive(result) ? adjoints.value(result) : Algebra.ZERO)
                    .toList();
            List<Local> amounts = callee.parameters().stream()
                    .map(parameter -> emitter.local(parameter.name() + "_adj", ScalarType.REAL))
                    .toList();
            emitter.emit(new Stmt.Invoke(callee.reverse(), seeds, amounts, s.span()));
            results.stream().filter(activity::isActive).forEach(r -> adjoints.set(r, Algebra.ZERO, emitter));
            for (int i = 0; i < amounts.size(); i++) {
                int argument = primal.scalars().indexOf(callee.parameters().get(i));
                pullback.operand(s.arguments().get(argument), Expr.read(amounts.get(i)));
            }
        });
        Stmt forward = new Stmt.Invoke(callee.forward(), s.arguments(), s.results(), s.span());
        return new Sweep(List.of(forward), reverse);
    }

    private static Sweep inert(Stmt statement) {
        return new Sweep(List.of(statement), List.of());
    }

    private void simple(Stmt statement) {
        if (statement instanceof Stmt.Assign s) {
            pullback.assign(s);
        } else if (statement instanceof Stmt.Store s) {
            pullback.store(s);
        } else if (statement instanceof Stmt.Increment s) {
            pullback.increment(s);
        } else if (Access.assigned(statement).stream().anyMatch(activity::isActive)) {
            throw new CompilerBug("no adjoint of " + statement);
        }
    }

    private static Stmt.Direction opposite(Stmt.Direction direction) {
        return direction == Stmt.Direction.UP ? Stmt.Direction.DOWN : Stmt.Direction.UP;
    }

    private Sweep whileLoop(Block.Node node, Stmt.While loop) {
        Local trips = reversible.trips(loop);
        if (trips == null) {
            return inert(loop);
        }
        Local index = emitter.local("trip", ScalarType.INT);
        return loop(node, index, Expr.integer(1), Expr.read(trips), Stmt.Direction.UP);
    }

    private Sweep loop(Block.Node node, Local index, Expr from, Expr to, Stmt.Direction direction) {
        Map<Local, Expr> before = new LinkedHashMap<>(adjoints.known());
        adjoints.know(new LinkedHashMap<>());
        List<Sweep> inner = node.blocks().stream().map(this::block).toList();
        Sweep body = inner.get(inner.size() - 1);
        List<Stmt> reverse = new ArrayList<>(body.reverse());
        reverse.addAll(materialise(adjoints.known()));
        adjoints.know(before);
        List<Stmt> around = new ArrayList<>();
        if (!reverse.isEmpty()) {
            around.addAll(materialise(touched(reverse, before)));
            around.add(new Stmt.For(
                    index, from, to, direction, reverse, node.statement().span()));
        }
        Stmt forward =
                withBlocks(node.statement(), inner.stream().map(Sweep::forward).toList());
        return new Sweep(List.of(forward), around);
    }

    /** What was known of the adjoints that some code reads or writes. */
    private Map<Local, Expr> touched(List<Stmt> code, Map<Local, Expr> before) {
        Set<Local> mentioned = new HashSet<>();
        Access.walk(code, statement -> {
            mentioned.addAll(Access.read(statement));
            mentioned.addAll(Access.assigned(statement));
        });
        Map<Local, Expr> touched = new LinkedHashMap<>();
        before.forEach((local, value) -> {
            if (mentioned.contains(adjoints.of(local))) {
                touched.put(local, value);
            }
        });
        return touched;
    }

    private List<Stmt> materialise(Map<Local, Expr> known) {
        return emitter.block(() -> Map.copyOf(known).keySet().stream()
                .sorted((a, b) -> a.name().compareTo(b.name()))
                .forEach(local -> adjoints.materialise(local, known.get(local), emitter)));
    }

    private Sweep branch(Block.Node node, Stmt.If branch) {
        Map<Local, Expr> before = adjoints.known();
        List<Sweep> sweeps = new ArrayList<>();
        List<Map<Local, Expr>> ends = new ArrayList<>();
        for (Block block : node.blocks()) {
            adjoints.know(new LinkedHashMap<>(before));
            sweeps.add(block(block));
            ends.add(adjoints.known());
        }
        Map<Local, Expr> agreed = new LinkedHashMap<>(ends.get(0));
        agreed.entrySet().removeIf(e -> !Objects.equals(ends.get(1).get(e.getKey()), e.getValue()));
        List<List<Stmt>> reverses = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            ends.get(i).keySet().removeAll(agreed.keySet());
            adjoints.know(ends.get(i));
            List<Stmt> reverse = new ArrayList<>(sweeps.get(i).reverse());
            reverse.addAll(materialise(ends.get(i)));
            reverses.add(reverse);
        }
        adjoints.know(agreed);
        Stmt forward = withBlocks(branch, sweeps.stream().map(Sweep::forward).toList());
        boolean empty = reverses.stream().allMatch(List::isEmpty);
        return new Sweep(List.of(forward), empty ? List.of() : List.of(withBlocks(branch, reverses)));
    }

    private Sweep allocate(Block.Node node, Stmt.Allocate s) {
        List<Stmt> forward = new ArrayList<>(List.of(s));
        List<Stmt> reverse = new ArrayList<>();
        if (reversible.previousSize(s).isPresent()) {
            Expr previous = Expr.read(reversible.previousSize(s).get());
            forward.add(zero(s));
            reverse.add(new Stmt.Allocate(adjoints.of(s.buffer()), previous, Stmt.Fill.ZERO, s.span()));
        } else if (!scopes.runsAgain(node.parent())) {
            forward.add(zero(s));
        }
        return new Sweep(forward, reverse);
    }
}
