package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which locals and buffers something observable depends on, without regard to order: marks from the statements that
 * matter in themselves, through what they read, to the statements that write it and the control flow around them.
 */
final class Need {

    /** A statement, what it reads, and the control statement around it. */
    private record Node(Effects effects, Optional<Node> parent) {}

    private final Set<Local> locals = new HashSet<>();
    private final Set<Buffer> buffers = new HashSet<>();
    private final Set<Node> nodes = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Map<Stmt.While, Node> loops = new IdentityHashMap<>();
    private final Map<Object, List<Node>> writers = new HashMap<>();
    private final Deque<Node> pending = new ArrayDeque<>();

    private Need() {}

    static Need of(Procedure procedure) {
        Need need = new Need();
        need.collect(procedure.body(), Optional.empty());
        procedure.results().forEach(need::mark);
        if (Effects.of(procedure.body()).invokes()) {
            need.markAllBuffers();
        }
        need.propagate();
        return need;
    }

    boolean needs(Local local) {
        return locals.contains(local);
    }

    boolean needs(Buffer buffer) {
        return buffers.contains(buffer);
    }

    boolean needs(Stmt.While loop) {
        return nodes.contains(loops.get(loop));
    }

    private void collect(List<Stmt> block, Optional<Node> parent) {
        for (Stmt statement : block) {
            if (statement instanceof Stmt.For s) {
                Node node = control(parent, s.from(), s.to());
                writers.computeIfAbsent(s.index(), key -> new ArrayList<>()).add(node);
                collect(s.body(), Optional.of(node));
            } else if (statement instanceof Stmt.While s) {
                Node node = control(parent, s.condition());
                loops.put(s, node);
                collect(s.test(), Optional.of(node));
                collect(s.body(), Optional.of(node));
            } else if (statement instanceof Stmt.If s) {
                Node node = control(parent, s.condition());
                collect(s.whenTrue(), Optional.of(node));
                collect(s.whenFalse(), Optional.of(node));
            } else {
                leaf(statement, parent);
            }
        }
    }

    private static Node control(Optional<Node> parent, Expr... evaluated) {
        return new Node(Effects.of(evaluated), parent);
    }

    private void leaf(Stmt statement, Optional<Node> parent) {
        Node node = new Node(Effects.of(statement), parent);
        for (Local local : node.effects().assigned()) {
            writers.computeIfAbsent(local, key -> new ArrayList<>()).add(node);
        }
        for (Buffer buffer : node.effects().written()) {
            writers.computeIfAbsent(buffer, key -> new ArrayList<>()).add(node);
        }
        if (matters(node.effects())) {
            pending.add(node);
        }
    }

    private static boolean matters(Effects effects) {
        return effects.mayFail()
                || effects.acts()
                || effects.assigned().stream().anyMatch(l -> l.storage() != Storage.WORK)
                || effects.written().stream().anyMatch(b -> b.storage() != Storage.WORK);
    }

    private void markAllBuffers() {
        for (Object written : List.copyOf(writers.keySet())) {
            if (written instanceof Buffer buffer) {
                mark(buffer);
            }
        }
    }

    private void propagate() {
        while (!pending.isEmpty()) {
            Node node = pending.poll();
            if (nodes.add(node)) {
                node.parent().ifPresent(pending::add);
                node.effects().reads().forEach(this::mark);
                node.effects().loaded().forEach(this::mark);
                node.effects().assigned().forEach(this::mark);
                node.effects().written().forEach(this::mark);
            }
        }
    }

    private void mark(Local local) {
        if (locals.add(local)) {
            pending.addAll(writers.getOrDefault(local, List.of()));
        }
    }

    private void mark(Buffer buffer) {
        if (buffers.add(buffer)) {
            pending.addAll(writers.getOrDefault(buffer, List.of()));
        }
    }
}
