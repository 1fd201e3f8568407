package dev.cotangent.compiler.autodiff;

import dev.cotangent.compiler.ir.Argument;
import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Derivative;
import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Slice;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import java.util.ArrayList;
import java.util.List;

/** The adjoints of simple statements, in flattened form. */
final class Pullback {

    private record Contribution(Local local, Expr amount) {}

    private final Activity activity;
    private final Settled settled;
    private final SingleAssignment singleAssignment;
    private final Speculation speculation;
    private final Adjoints adjoints;
    private final Emitter emitter;

    Pullback(Analysis analysis, Adjoints adjoints, Emitter emitter) {
        this.activity = analysis.activity();
        this.settled = analysis.settled();
        this.singleAssignment = analysis.singleAssignment();
        this.speculation = analysis.speculation();
        this.adjoints = adjoints;
        this.emitter = emitter;
    }

    /** Adds the operands' adjoints, and sets that of the target to what its old value has. */
    void assign(Stmt.Assign s) {
        Local target = s.target();
        Expr seed = adjoints.value(target);
        if (!activity.isActive(target) || Algebra.isZero(seed)) {
            return;
        }
        List<Contribution> contributions = new ArrayList<>();
        spread(s.value(), target, seed, contributions);
        Expr rest = Algebra.ZERO;
        for (Contribution contribution : contributions) {
            if (contribution.local() == target) {
                rest = Algebra.add(rest, contribution.amount());
            } else {
                adjoints.add(contribution.local(), needed(target, seed, contribution.amount()), emitter);
            }
        }
        adjoints.set(target, rest, emitter);
    }

    /** An amount that is zero where the seed is, even if a partial derivative is infinite or NaN there. */
    private Expr needed(Local target, Expr seed, Expr amount) {
        boolean isFactor = amount.equals(seed) || amount.equals(Algebra.negate(seed));
        if (isFactor || Algebra.isZero(amount) || seed instanceof Expr.RealConstant || !speculation.contains(target)) {
            return amount;
        }
        Expr isNeeded = Expr.of(Operator.NOT_EQUAL, seed, Algebra.ZERO);
        return new Expr.Select(isNeeded, amount, Algebra.ZERO);
    }

    /** Takes the element's adjoint, and leaves that of what it held before: zero, or nothing that anyone reads. */
    void store(Stmt.Store s) {
        if (activity.isActive(s.buffer())) {
            Expr element = new Expr.Load(adjoints.of(s.buffer()), s.index());
            Expr seed = activity.isActive(s.value()) ? emitter.once("seed", element) : Algebra.ZERO;
            if (!singleAssignment.holds(s.buffer())) {
                emitter.emit(new Stmt.Store(adjoints.of(s.buffer()), s.index(), Algebra.ZERO, s.span()));
            }
            operand(s.value(), seed);
        }
    }

    void increment(Stmt.Increment s) {
        if (activity.isActive(s.buffer()) && activity.isActive(s.value())) {
            operand(s.value(), emitter.once("seed", new Expr.Load(adjoints.of(s.buffer()), s.index())));
        }
    }

    /**
     * Adds the arguments' adjoints, then zeroes that of the result.
     *
     * @param s the call
     * @param intact the same call, with arguments that still hold their values
     */
    void kernel(Stmt.Kernel s, Stmt.Kernel intact) {
        Slice cotangent = adjoint(s.result());
        for (int i = 0; i < s.arguments().size(); i++) {
            Argument argument = s.arguments().get(i);
            if (isActive(argument)) {
                Derivative rule = s.primitive().derivative();
                Rules.requireRule(s.primitive(), i, s.span());
                if (argument instanceof Slice slice) {
                    rule.adjoint(intact, i, cotangent, adjoint(slice), emitter);
                } else {
                    scalar(intact, i, cotangent, ((Argument.Scalar) argument).value());
                }
            }
        }
        if (!singleAssignment.holds(s.result().buffer())) {
            Loops.fill(cotangent, Algebra.ZERO, emitter);
        }
    }

    private void scalar(Stmt.Kernel call, int argument, Slice cotangent, Expr operand) {
        Buffer adjoint = new Buffer(emitter.names().fresh("scalar_adj"), ScalarType.REAL, Storage.WORK);
        emitter.emit(new Stmt.Allocate(adjoint, Expr.integer(1), Stmt.Fill.ZERO, emitter.span()));
        Slice slice = new Slice(adjoint, Expr.integer(0), List.of(Expr.integer(1)));
        call.primitive().derivative().adjoint(call, argument, cotangent, slice, emitter);
        operand(operand, emitter.once("seed", new Expr.Load(adjoint, Expr.integer(0))));
    }

    private Slice adjoint(Slice slice) {
        return new Slice(adjoints.of(slice.buffer()), slice.offset(), slice.sizes());
    }

    private boolean isActive(Argument argument) {
        return argument instanceof Slice slice
                ? activity.isActive(slice.buffer())
                : activity.isActive(((Argument.Scalar) argument).value());
    }

    /** Adds to the adjoint of an operand that is a read; of others there is none. */
    void operand(Expr operand, Expr amount) {
        List<Contribution> contributions = new ArrayList<>();
        linear(operand, amount, contributions);
        contributions.forEach(c -> adjoints.add(c.local(), c.amount(), emitter));
    }

    private void linear(Expr operand, Expr amount, List<Contribution> contributions) {
        if (operand instanceof Expr.Read read && activity.isActive(read.local())) {
            contributions.add(new Contribution(read.local(), amount));
        }
    }

    private void spread(Expr value, Local target, Expr seed, List<Contribution> contributions) {
        if (!activity.isActive(value)) {
            return;
        }
        if (value instanceof Expr.Load load) {
            emitter.emit(new Stmt.Increment(adjoints.of(load.buffer()), load.index(), seed, emitter.span()));
        } else if (value instanceof Expr.Operation operation) {
            operation(operation, target, seed, contributions);
        } else if (value instanceof Expr.Call call) {
            call(call, target, seed, contributions);
        } else if (value instanceof Expr.Select select) {
            Expr condition = select.condition();
            linear(select.whenTrue(), new Expr.Select(condition, seed, Algebra.ZERO), contributions);
            linear(select.whenFalse(), new Expr.Select(condition, Algebra.ZERO, seed), contributions);
        } else {
            linear(value, seed, contributions);
        }
    }

    private void operation(Expr.Operation operation, Local target, Expr seed, List<Contribution> contributions) {
        Expr left = operation.operands().get(0);
        Expr right = operation.operands().get(operation.operands().size() - 1);
        if (operation.operator() == Operator.DIVIDE) {
            quotient(operation, target, seed, contributions);
            return;
        }
        switch (operation.operator()) {
            case ADD -> {
                linear(left, seed, contributions);
                linear(right, seed, contributions);
            }
            case SUBTRACT -> {
                linear(left, seed, contributions);
                linear(right, Algebra.negate(seed), contributions);
            }
            case NEGATE -> linear(left, Algebra.negate(seed), contributions);
            case MULTIPLY -> {
                linear(left, Algebra.multiply(seed, right), contributions);
                linear(right, Algebra.multiply(seed, left), contributions);
            }
            default -> throw new IllegalStateException("no derivative of " + operation);
        }
    }

    /** Of {@code t = a / b}: {@code seed / b} and {@code -(seed / b) t}. */
    private void quotient(Expr.Operation operation, Local target, Expr seed, List<Contribution> contributions) {
        Expr left = operation.operands().get(0);
        Expr right = operation.operands().get(1);
        Expr share = Algebra.divide(seed, right);
        if (activity.isActive(left) && activity.isActive(right)) {
            share = emitter.once("seed", share);
        }
        linear(left, share, contributions);
        Expr result = settled.contains(target) ? Expr.read(target) : operation;
        linear(right, Algebra.negate(Algebra.multiply(share, result)), contributions);
    }

    private void call(Expr.Call call, Local target, Expr seed, List<Contribution> contributions) {
        for (int i = 0; i < call.arguments().size(); i++) {
            if (activity.isActive(call.arguments().get(i))) {
                Expr partial = Rules.partial(call, i, settled.contains(target), target, emitter);
                linear(call.arguments().get(i), Algebra.multiply(seed, partial), contributions);
            }
        }
    }
}
