package dev.cotangent.compiler.structure;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.Slice;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.pass.Operands;
import dev.cotangent.compiler.pass.Polynomial;
import dev.cotangent.compiler.source.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What a round of a loop may see of the rounds before it: locals, and buffers of a fixed size, that it may read before it
 * has written them.
 */
final class RoundFlow {

    private final Indexing indexing;
    private final Map<Buffer, Polynomial> sizes;
    private final Map<Local, Span> exposed = new LinkedHashMap<>();
    private final Map<Buffer, Span> exposedBuffers = new LinkedHashMap<>();
    private final Set<Local> assigned = new HashSet<>();
    private final Set<Buffer> stored = new HashSet<>();
    private final List<Stmt.For> loops = new ArrayList<>();

    /** What is certain at a place. */
    private record Known(Set<Local> locals, Set<Buffer> full, Map<Buffer, Set<Polynomial>> elements) {

        static Known nothing() {
            return new Known(new HashSet<>(), new HashSet<>(), new HashMap<>());
        }

        Known copy() {
            Map<Buffer, Set<Polynomial>> copied = new HashMap<>();
            elements.forEach((buffer, set) -> copied.put(buffer, new HashSet<>(set)));
            return new Known(new HashSet<>(locals), new HashSet<>(full), copied);
        }

        void addCommon(Known a, Known b) {
            a.locals.stream().filter(b.locals::contains).forEach(locals::add);
            a.full.stream().filter(b.full::contains).forEach(full::add);
        }
    }

    /**
     * Follows a round.
     *
     * @param sizes numbers of elements of buffers, where known
     */
    RoundFlow(Stmt.For loop, Indexing indexing, Map<Buffer, Polynomial> sizes) {
        this.indexing = indexing;
        this.sizes = sizes;
        Known known = Known.nothing();
        known.locals.add(loop.index());
        block(loop.body(), known);
    }

    /** Locals that rounds assign and may read before, with the statement that reads. */
    Map<Local, Span> carried() {
        Map<Local, Span> carried = new LinkedHashMap<>(exposed);
        carried.keySet().retainAll(assigned);
        return carried;
    }

    /** Buffers that rounds write and may read before, with the statement that reads. */
    Map<Buffer, Span> carriedBuffers() {
        Map<Buffer, Span> carried = new LinkedHashMap<>(exposedBuffers);
        carried.keySet().retainAll(stored);
        return carried;
    }

    /** Locals that rounds assign. */
    Set<Local> assigned() {
        return assigned;
    }

    /** Buffers that rounds write. */
    Set<Buffer> stored() {
        return stored;
    }

    private void block(List<Stmt> block, Known known) {
        block.forEach(statement -> statement(statement, known));
    }

    private void statement(Stmt statement, Known known) {
        if (statement instanceof Stmt.For s) {
            read(s, known);
            forLoop(s, known);
        } else if (statement instanceof Stmt.While s) {
            block(s.test(), known);
            read(s, known);
            block(s.body(), known.copy());
        } else if (statement instanceof Stmt.If s) {
            read(s, known);
            Known whenTrue = known.copy();
            Known whenFalse = known.copy();
            block(s.whenTrue(), whenTrue);
            block(s.whenFalse(), whenFalse);
            known.addCommon(whenTrue, whenFalse);
        } else {
            read(statement, known);
            write(statement, known);
        }
    }

    private void forLoop(Stmt.For loop, Known known) {
        Known inner = known.copy();
        inner.locals.add(loop.index());
        loops.add(loop);
        indexing.open(loop);
        block(loop.body(), inner);
        indexing.close(loop);
        loops.remove(loops.size() - 1);
        filledBy(loop, List.of(), known);
    }

    /** Buffers of which a nest of loops writes every element, whatever else it does. */
    private void filledBy(Stmt.For loop, List<Stmt.For> around, Known known) {
        List<Stmt.For> nest = new ArrayList<>(around);
        nest.add(loop);
        indexing.open(loop);
        for (Stmt statement : loop.body()) {
            if (statement instanceof Stmt.For inner) {
                filledBy(inner, nest, known);
            } else if (statement instanceof Stmt.Store s && covers(s, nest)) {
                known.full.add(s.buffer());
            }
        }
        indexing.close(loop);
    }

    /** True if the index of a store takes every value up to the buffer's size once. */
    private boolean covers(Stmt.Store store, List<Stmt.For> nest) {
        Polynomial size = sizes.get(store.buffer());
        Polynomial rest = indexing.of(store.index());
        Polynomial stride = Polynomial.constant(1);
        List<Stmt.For> left = new ArrayList<>(nest);
        boolean found = size != null;
        while (found && !left.isEmpty()) {
            Polynomial wanted = stride;
            Polynomial index = rest;
            Optional<Stmt.For> next = left.stream()
                    .filter(loop -> index.coefficient(indexing.round(loop))
                            .filter(wanted::equals)
                            .isPresent())
                    .findFirst();
            found = next.isPresent();
            if (found) {
                Stmt.For loop = next.get();
                rest = rest.minus(stride.times(Polynomial.of(indexing.round(loop))));
                stride = stride.times(indexing.trips(loop));
                left.remove(loop);
            }
        }
        return found && rest.equals(Polynomial.constant(0)) && stride.equals(size);
    }

    private void read(Stmt statement, Known known) {
        for (Expr expression : Blocks.evaluated(statement)) {
            Operands.forEach(expression, e -> {
                if (e instanceof Expr.Read r && !known.locals.contains(r.local())) {
                    exposed.putIfAbsent(r.local(), statement.span());
                } else if (e instanceof Expr.Load l && !isWritten(l, known)) {
                    exposedBuffers.putIfAbsent(l.buffer(), statement.span());
                }
            });
        }
        for (Slice slice : Blocks.slices(statement)) {
            if (!known.full.contains(slice.buffer())) {
                exposedBuffers.putIfAbsent(slice.buffer(), statement.span());
            }
        }
        if (statement instanceof Stmt.Increment s && !known.full.contains(s.buffer())) {
            exposedBuffers.putIfAbsent(s.buffer(), s.span());
        }
    }

    private boolean isWritten(Expr.Load load, Known known) {
        return known.full.contains(load.buffer())
                || known.elements.getOrDefault(load.buffer(), Set.of()).contains(indexing.of(load.index()));
    }

    private void write(Stmt statement, Known known) {
        known.locals.addAll(Blocks.assigned(statement));
        assigned.addAll(Blocks.assigned(statement));
        if (statement instanceof Stmt.Allocate s) {
            // Without a value, every element is written before it is read.
            known.full.add(s.buffer());
            stored.add(s.buffer());
        } else if (statement instanceof Stmt.Store s) {
            stored.add(s.buffer());
            Polynomial index = indexing.of(s.index());
            if (index.number().isPresent()) {
                Set<Polynomial> elements = known.elements.computeIfAbsent(s.buffer(), b -> new HashSet<>());
                elements.add(index);
                if (sizes.containsKey(s.buffer())
                        && sizes.get(s.buffer())
                                .number()
                                .filter(n -> n == elements.size())
                                .isPresent()) {
                    known.full.add(s.buffer());
                }
            }
        } else if (statement instanceof Stmt.Increment s) {
            stored.add(s.buffer());
        } else if (statement instanceof Stmt.Kernel s) {
            Slice result = s.result();
            stored.add(result.buffer());
            Polynomial size = Polynomial.constant(1);
            for (Expr each : result.sizes()) {
                size = size.times(indexing.of(each));
            }
            if (size.equals(sizes.get(result.buffer()))
                    && indexing.of(result.offset()).equals(Polynomial.constant(0))) {
                known.full.add(result.buffer());
            }
        }
    }

    /** True of {@code x = x + e} and {@code x = x - e} where e does not depend on x. */
    static boolean isAddition(Stmt.Assign s) {
        return s.value() instanceof Expr.Operation o
                && (o.operator() == Operator.ADD || o.operator() == Operator.SUBTRACT)
                && o.operands().get(0) instanceof Expr.Read r
                && r.local() == s.target()
                && !reads(o.operands().get(1), s.target());
    }

    /** True if an expression reads a local. */
    static boolean reads(Expr expression, Local local) {
        boolean[] found = {false};
        Operands.forEach(expression, e -> found[0] |= e instanceof Expr.Read r && r.local() == local);
        return found[0];
    }
}
