package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Names;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Computes a function of every element of a buffer before a loop that would compute it of the same elements again and
 * again: {@code log(theta[k])} in a loop over k within one over n, or {@code log(phi[k, w[n]])}. Only if an index of a
 * loop in between does not take part in the element's index, or it is looked up in data, so that rounds outnumber elements.
 */
public final class ElementTables implements Pass {

    @Override
    public String name() {
        return "element-tables";
    }

    @Override
    public Procedure run(Procedure procedure, PassContext context) {
        return new Tables(procedure, context.names()).rewrite(procedure);
    }

    /** A function of one element: a call, or a division of a constant, with the element left out. */
    private record Key(Buffer buffer, Expr function) {}

    /** A loop around the current statement. */
    private static final class Frame {
        final Stmt.For loop;
        final Effects effects;
        final Set<Buffer> available;
        final Map<Key, Buffer> tables = new LinkedHashMap<>();

        Frame(Stmt.For loop, Set<Buffer> available) {
            this.loop = loop;
            this.effects = Effects.of(loop.body());
            this.available = Set.copyOf(available);
        }
    }

    private static final class Tables extends Rewriter {

        /** Stands for the element in a key. */
        private final Local element = new Local("element", ScalarType.REAL, Storage.WORK);

        private final Names names;
        private final Set<Local> blockLocals;
        private final Map<Buffer, Expr> sizes;
        private final Set<Buffer> available = new HashSet<>();
        private final Deque<Frame> frames = new ArrayDeque<>();
        private final Map<Local, Expr> definitions = new HashMap<>();
        private int conditions;

        private final ExprFold<Expr> fold = new ExprFold<>() {
            @Override
            Expr combine(Expr expression, List<Expr> operands) {
                Expr same = operands.isEmpty() ? expression : Operands.replace(expression, operands);
                return tabulated(same).orElse(same);
            }
        };

        Tables(Procedure procedure, Names names) {
            this.names = names;
            this.blockLocals = BlockLocals.of(procedure);
            this.sizes = sizes(procedure);
        }

        /** Sizes, known with the data, of buffers that are allocated at one place, which every run passes. */
        private static Map<Buffer, Expr> sizes(Procedure procedure) {
            Map<Buffer, Expr> sizes = new HashMap<>();
            Set<Buffer> again = new HashSet<>();
            for (Stmt statement : procedure.body()) {
                if (statement instanceof Stmt.Allocate a) {
                    Effects size = Effects.of(a.size());
                    boolean isFixed = size.loaded().isEmpty()
                            && size.reads().stream().allMatch(local -> local.storage() == Storage.DATA);
                    if (!isFixed || sizes.put(a.buffer(), a.size()) != null) {
                        again.add(a.buffer());
                    }
                } else {
                    Allocations.in(statement).forEach(again::add);
                }
            }
            sizes.keySet().removeAll(again);
            return sizes;
        }

        @Override
        Expr expr(Expr expression) {
            return frames.isEmpty() ? expression : fold.apply(expression);
        }

        @Override
        Expr message(Expr expression) {
            return expression;
        }

        @Override
        public void allocate(Stmt.Allocate s) {
            super.allocate(s);
            if (frames.isEmpty() && conditions == 0 && sizes.containsKey(s.buffer())) {
                available.add(s.buffer());
            }
        }

        @Override
        public void assign(Stmt.Assign s) {
            super.assign(s);
            if (!frames.isEmpty() && blockLocals.contains(s.target())) {
                definitions.put(s.target(), new Substitution(definitions).expr(s.value()));
            }
        }

        @Override
        public void branch(Stmt.If s) {
            conditions++;
            super.branch(s);
            conditions--;
        }

        @Override
        public void whileLoop(Stmt.While s) {
            conditions++;
            super.whileLoop(s);
            conditions--;
        }

        @Override
        public void forLoop(Stmt.For s) {
            Expr from = expr(s.from());
            Expr to = expr(s.to());
            Frame frame = new Frame(s, available);
            frames.addLast(frame);
            List<Stmt> body = block(s.body());
            frames.removeLast();
            frame.tables.forEach((key, table) -> fill(key, table, s));
            emit(new Stmt.For(s.index(), from, to, s.direction(), body, s.span()));
        }

        private void fill(Key key, Buffer table, Stmt.For loop) {
            Expr size = sizes.get(key.buffer());
            Local i = new Local(names.fresh("i"), ScalarType.INT, Storage.WORK);
            Expr value =
                    new Substitution(Map.of(element, new Expr.Load(key.buffer(), Expr.read(i)))).expr(key.function());
            emit(new Stmt.Allocate(table, size, Stmt.Fill.NONE, loop.span()));
            emit(new Stmt.For(
                    i,
                    Expr.integer(0),
                    Expr.of(Operator.SUBTRACT, size, Expr.integer(1)),
                    Stmt.Direction.UP,
                    List.of(new Stmt.Store(table, Expr.read(i), value, loop.span())),
                    loop.span()));
        }

        private Optional<Expr> tabulated(Expr expression) {
            int place = argument(expression);
            if (place < 0) {
                return Optional.empty();
            }
            Expr argument = Operands.of(expression).get(place);
            Expr known = argument instanceof Expr.Read r ? definitions.getOrDefault(r.local(), argument) : argument;
            return known instanceof Expr.Load load && sizes.containsKey(load.buffer())
                    ? home(load)
                            .map(frame -> new Expr.Load(
                                    frame.tables.computeIfAbsent(
                                            new Key(load.buffer(), with(expression, place, Expr.read(element))),
                                            key -> table(expression)),
                                    load.index()))
                    : Optional.empty();
        }

        private Buffer table(Expr expression) {
            String hint =
                    expression instanceof Expr.Call call ? call.primitive().name() : "reciprocal";
            return Buffer.table(names.fresh(hint));
        }

        private static Expr with(Expr expression, int place, Expr operand) {
            List<Expr> operands = new ArrayList<>(Operands.of(expression));
            operands.set(place, operand);
            return Operands.replace(expression, operands);
        }

        /** The place of the one operand of a function worth a table that is not a constant; -1 if it is no such. */
        private static int argument(Expr expression) {
            boolean isDivision = expression instanceof Expr.Operation o
                    && o.operator() == Operator.DIVIDE
                    && o.type() == ScalarType.REAL
                    && o.operands().get(0) instanceof Expr.RealConstant;
            if (!isDivision
                    && !(expression instanceof Expr.Call c
                            && !c.primitive().isRandom()
                            && c.type() == ScalarType.REAL)) {
                return -1;
            }
            int place = -1;
            List<Expr> operands = Operands.of(expression);
            for (int i = 0; i < operands.size(); i++) {
                if (!(operands.get(i) instanceof Expr.RealConstant || operands.get(i) instanceof Expr.IntConstant)) {
                    if (place >= 0) {
                        return -1;
                    }
                    place = i;
                }
            }
            return place >= 0 && operands.get(place).type() == ScalarType.REAL ? place : -1;
        }

        /** The outermost loop before which a table of a buffer may be, and is worth it. */
        private Optional<Frame> home(Expr.Load load) {
            Expr index = new Substitution(definitions).expr(load.index());
            Effects of = Effects.of(index);
            boolean isLookup = !of.loaded().isEmpty();
            if (of.loaded().stream().anyMatch(buffer -> buffer.storage() != Storage.DATA)) {
                return Optional.empty();
            }
            Set<Local> open = new HashSet<>();
            frames.forEach(frame -> open.add(frame.loop.index()));
            boolean isKnown =
                    of.reads().stream().allMatch(local -> local.storage() == Storage.DATA || open.contains(local));
            for (Frame frame : frames) {
                if (isKnown
                        && frame.available.contains(load.buffer())
                        && !frame.effects.writes(load.buffer())
                        && (isLookup || repeats(frame, of))) {
                    return Optional.of(frame);
                }
                open.remove(frame.loop.index());
            }
            return Optional.empty();
        }

        /** True if some loop from a frame inwards has an index that the element's index does not depend on. */
        private boolean repeats(Frame outermost, Effects index) {
            boolean isWithin = false;
            for (Frame frame : frames) {
                isWithin |= frame == outermost;
                if (isWithin && !index.reads().contains(frame.loop.index())) {
                    return true;
                }
            }
            return false;
        }
    }
}
