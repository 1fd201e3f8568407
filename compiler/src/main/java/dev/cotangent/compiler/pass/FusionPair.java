package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Stmt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Two loops that may become one. */
final class FusionPair {

    private final Stmt.For first;
    private final Stmt.For second;
    private final List<Stmt> secondBody;
    private final Effects effects;
    private final Effects secondEffects;
    private final Accesses accesses;
    private final Accesses secondAccesses;

    FusionPair(Stmt.For first, Stmt.For second) {
        this.first = first;
        this.second = second;
        secondBody = shift(first, second)
                .map(shift -> new IndexShift(second.index(), first.index(), shift).block(second.body()))
                .orElseThrow();
        effects = Effects.of(first.body());
        secondEffects = Effects.of(secondBody);
        accesses = Accesses.of(first.body());
        secondAccesses = Accesses.of(secondBody);
    }

    /** True if two loops have the same range, or ranges that begin with constants and are shifted by their difference. */
    static boolean haveSameRange(Stmt.For first, Stmt.For second) {
        return first.direction() == second.direction() && shift(first, second).isPresent();
    }

    /** How much later the second's range begins and ends. */
    private static Optional<Integer> shift(Stmt.For first, Stmt.For second) {
        if (first.from().equals(second.from()) && first.to().equals(second.to())) {
            return Optional.of(0);
        }
        if (!(first.from() instanceof Expr.IntConstant a && second.from() instanceof Expr.IntConstant b)) {
            return Optional.empty();
        }
        int shift = b.value() - a.value();
        return difference(second.to(), first.to()).filter(atEnd -> atEnd == shift);
    }

    private static Optional<Integer> difference(Expr a, Expr b) {
        Optional<Polynomial> minuend = Polynomial.of(a);
        Optional<Polynomial> subtrahend = Polynomial.of(b);
        return minuend.isPresent() && subtrahend.isPresent()
                ? minuend.get().minus(subtrahend.get()).number()
                : Optional.empty();
    }

    /** Puts the index of another loop, plus a constant, in place of an index. */
    private static final class IndexShift extends ExprRewriter {
        private final Local index;
        private final Expr shifted;

        IndexShift(Local index, Local other, int shift) {
            this.index = index;
            this.shifted = shift == 0
                    ? Expr.read(other)
                    : Expr.of(
                            shift > 0 ? Operator.ADD : Operator.SUBTRACT,
                            Expr.read(other),
                            Expr.integer(Math.abs(shift)));
        }

        @Override
        Expr node(Expr expression) {
            if (expression instanceof Expr.Read read && read.local() == index) {
                return shifted;
            }
            boolean mayCancel = expression instanceof Expr.Operation o
                    && o.operands().size() == 2
                    && o.operands().get(0).equals(shifted)
                    && o.operands().get(1) instanceof Expr.IntConstant;
            return mayCancel ? Arithmetic.simplify((Expr.Operation) expression) : expression;
        }
    }

    /** Number of operations in both bodies. */
    int size() {
        return accesses.size() + secondAccesses.size();
    }

    /** True if they touch a common buffer. */
    boolean isWorthwhile() {
        Set<Buffer> common = buffers(effects);
        common.retainAll(buffers(secondEffects));
        return !common.isEmpty();
    }

    private static Set<Buffer> buffers(Effects effects) {
        Set<Buffer> buffers = new HashSet<>(effects.loaded());
        buffers.addAll(effects.written());
        return buffers;
    }

    boolean isLegal() {
        return boundsStay() && indicesAreApart() && mayInterleave() && localsAllow() && buffersAllow();
    }

    private boolean boundsStay() {
        Effects bounds = Effects.of(first.from(), first.to());
        return bounds.loaded().isEmpty() && bounds.reads().stream().noneMatch(effects.assigned()::contains);
    }

    private boolean indicesAreApart() {
        Local index = first.index();
        Local other = second.index();
        return index == other
                || effects.reads(other) == 0
                        && effects.assignments(other) == 0
                        && Effects.of(second.body()).reads(index) == 0
                        && secondEffects.assignments(index) == 0;
    }

    /**
     * True if it can't be seen that a round of the second runs before a later round of the first: at most one of them
     * prints, draws or fails, and if it is the first that fails, the second loads nothing that this might be meant to
     * prevent. Both may reject the point: which of two rejections is met first is nothing that a model can rely on.
     */
    private boolean mayInterleave() {
        boolean firstShows = effects.mayStop() || effects.acts();
        boolean secondShows = secondEffects.mayStop() || secondEffects.acts();
        boolean mixed = firstShows && secondEffects.mayFail() || secondShows && effects.mayFail();
        return !(firstShows && secondShows) && !mixed && (!effects.mayStop() || isSafe(secondBody));
    }

    private boolean isSafe(List<Stmt> body) {
        boolean[] divides = {false};
        new ExprRewriter() {
            @Override
            Expr node(Expr e) {
                divides[0] |= e instanceof Expr.Operation o
                        && (o.operator() == Operator.DIVIDE || o.operator() == Operator.REMAINDER)
                        && o.type() == ScalarType.INT;
                return e;
            }
        }.block(body);
        return !divides[0] && secondAccesses.loadIndices().stream().allMatch(this::isOfThisRound);
    }

    private boolean localsAllow() {
        Set<Local> shared = new HashSet<>(effects.assigned());
        shared.removeIf(local -> secondEffects.reads(local) == 0 && secondEffects.assignments(local) == 0);
        for (Local local : secondEffects.assigned()) {
            if (effects.reads(local) > 0 || effects.assignments(local) > 0) {
                shared.add(local);
            }
        }
        shared.removeAll(sums());
        return shared.stream().allMatch(local -> isPrivate(local, first.body()) && isPrivate(local, secondBody));
    }

    /** What both bodies only add to. */
    private Set<Local> sums() {
        Set<Local> sums = Accumulators.of(first.body(), effects);
        sums.retainAll(Accumulators.of(secondBody, secondEffects));
        return sums;
    }

    /** True if every round of a body assigns a local before it reads it. */
    private static boolean isPrivate(Local local, List<Stmt> body) {
        for (Stmt statement : body) {
            Effects effects = Effects.of(statement);
            if (effects.reads(local) > 0 || effects.assignments(local) > 0) {
                boolean isControl = statement instanceof Stmt.For
                        || statement instanceof Stmt.While
                        || statement instanceof Stmt.If;
                return effects.reads(local) == 0 && !isControl;
            }
        }
        return true;
    }

    private boolean buffersAllow() {
        if (effects.invokes() || secondEffects.invokes()) {
            return false;
        }
        Set<Buffer> common = buffers(effects);
        common.retainAll(buffers(secondEffects));
        common.removeIf(buffer -> !effects.writes(buffer) && !secondEffects.writes(buffer));
        return common.stream().allMatch(this::isElementwise);
    }

    /** True if a round accesses one element of the buffer, and another round another one. */
    private boolean isElementwise(Buffer buffer) {
        Set<Expr> indices = new HashSet<>(accesses.indices(buffer));
        indices.addAll(secondAccesses.indices(buffer));
        return !accesses.isWhole(buffer)
                && !secondAccesses.isWhole(buffer)
                && indices.size() == 1
                && indices.stream().allMatch(this::isOfThisRound);
    }

    private boolean isOfThisRound(Expr index) {
        if (index instanceof Expr.Operation o
                && (o.operator() == Operator.ADD || o.operator() == Operator.SUBTRACT)
                && o.operands().get(1) instanceof Expr.IntConstant) {
            return isOfThisRound(o.operands().get(0));
        }
        return index instanceof Expr.Read read && read.local() == first.index();
    }

    /**
     * True if statements that stand between the loops may run before both: because they are quiet and may overtake the
     * first, or because the first is quiet and may fall behind them.
     */
    boolean allowsBefore(List<Stmt> between) {
        Effects moved = Effects.of(between);
        boolean isSafe = !effects.mayStop() || moved.loaded().isEmpty() && !moved.mayFail();
        boolean mayOvertake = !moved.mayStop() && !moved.acts() && isSafe;
        boolean mayFallBehind = !effects.mayFail() && !effects.acts();
        Set<Local> sums = Accumulators.of(first.body(), effects);
        sums.retainAll(Accumulators.of(between, moved));
        return (mayOvertake || mayFallBehind) && Effects.of(first).commutesWith(moved, sums);
    }

    /** The one loop of both. */
    Stmt.For fused() {
        List<Stmt> body = new ArrayList<>(first.body());
        body.addAll(secondBody);
        return new Stmt.For(first.index(), first.from(), first.to(), first.direction(), body, first.span());
    }
}
