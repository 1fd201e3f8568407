package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Names;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import dev.cotangent.compiler.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Takes out of one loop's body what is the same in every round. Loops within it have been through this already, so that
 * nothing within them can be invariant but their bounds.
 */
final class LoopInvariants extends Rewriter {

    /**
     * A statement that moves before the loop.
     *
     * @param needsGuard true if it may only run when the loop runs
     */
    record Moved(Stmt statement, boolean needsGuard) {}

    private record Candidate(Expr expression, boolean isInvariant, boolean needsGuard, boolean isWorthALocal) {}

    private final Effects loop;
    private final Set<Local> changed;
    private final Set<Local> movable;
    private final Names names;
    private final List<Moved> moved = new ArrayList<>();
    private Span span;
    private int conditions;
    private boolean mayHaveEnded;
    private boolean hasActed;

    private final ExprFold<Candidate> fold = new ExprFold<>() {
        @Override
        Candidate combine(Expr expression, List<Candidate> operands) {
            return candidate(expression, operands);
        }
    };

    /**
     * Creates the search.
     *
     * @param loop what the loop touches
     * @param movable locals whose one assignment may move out of its block; new ones are added
     */
    LoopInvariants(Effects loop, Set<Local> movable, Names names) {
        this.loop = loop;
        this.changed = new HashSet<>(loop.assigned());
        this.movable = movable;
        this.names = names;
    }

    /** What moves before the loop, in order. */
    List<Moved> moved() {
        return moved;
    }

    boolean needsGuard() {
        return moved.stream().anyMatch(Moved::needsGuard);
    }

    @Override
    public void visit(Stmt statement) {
        span = statement.span();
        super.visit(statement);
    }

    @Override
    Expr expr(Expr expression) {
        return outside(fold.apply(expression));
    }

    @Override
    Expr message(Expr expression) {
        return expression;
    }

    private Candidate candidate(Expr expression, List<Candidate> operands) {
        boolean needsGuard = isUnsafe(expression) || operands.stream().anyMatch(Candidate::needsGuard);
        boolean isWorth = Cost.isWorthALocal(expression) || operands.stream().anyMatch(Candidate::isWorthALocal);
        boolean isInvariant = operands.stream().allMatch(Candidate::isInvariant)
                && !isChanged(expression)
                && (!isUnsafe(expression) || isSurelyReached());
        List<Expr> rewritten = new ArrayList<>(operands.size());
        for (Candidate operand : operands) {
            rewritten.add(isInvariant ? operand.expression() : outside(operand));
        }
        return new Candidate(Operands.replace(expression, rewritten), isInvariant, needsGuard, isWorth);
    }

    private boolean isChanged(Expr expression) {
        return expression instanceof Expr.Read r && changed.contains(r.local())
                || expression instanceof Expr.Load l && loop.writes(l.buffer());
    }

    /** True if an operation may go wrong for some operands. */
    private static boolean isUnsafe(Expr expression) {
        return expression instanceof Expr.Load
                || expression instanceof Expr.Operation o
                        && (o.operator() == Operator.DIVIDE || o.operator() == Operator.REMAINDER)
                        && o.type() == ScalarType.INT
                        && !(o.operands().get(1) instanceof Expr.IntConstant c && c.value() != 0);
    }

    /** True if every run of the loop comes here in its first round. */
    private boolean isSurelyReached() {
        return conditions == 0 && !mayHaveEnded;
    }

    private Expr outside(Candidate candidate) {
        if (!candidate.isInvariant() || !candidate.isWorthALocal()) {
            return candidate.expression();
        }
        Local local = new Local(names.fresh("invariant"), candidate.expression().type(), Storage.WORK);
        movable.add(local);
        moved.add(new Moved(new Stmt.Assign(local, candidate.expression(), span), candidate.needsGuard()));
        return Expr.read(local);
    }

    @Override
    public void assign(Stmt.Assign s) {
        Candidate value = fold.apply(s.value());
        if (value.isInvariant() && movable.contains(s.target())) {
            moved.add(new Moved(new Stmt.Assign(s.target(), value.expression(), s.span()), value.needsGuard()));
            changed.remove(s.target());
        } else {
            emit(new Stmt.Assign(s.target(), outside(value), s.span()));
        }
    }

    @Override
    public void check(Stmt.Check s) {
        Candidate condition = fold.apply(s.condition());
        if (condition.isInvariant() && isSurelyReached() && !hasActed && isInvariant(s)) {
            moved.add(new Moved(new Stmt.Check(condition.expression(), s.kind(), s.message(), s.span()), true));
        } else {
            emit(new Stmt.Check(outside(condition), s.kind(), s.message(), s.span()));
            mayHaveEnded = true;
        }
    }

    private boolean isInvariant(Stmt.Check check) {
        Effects effects = Effects.of(check);
        return effects.reads().stream().noneMatch(changed::contains)
                && effects.loaded().stream().noneMatch(loop::writes);
    }

    @Override
    public void forLoop(Stmt.For s) {
        emit(new Stmt.For(s.index(), expr(s.from()), expr(s.to()), s.direction(), s.body(), s.span()));
        note(Effects.of(s));
    }

    @Override
    public void whileLoop(Stmt.While s) {
        emit(s);
        note(Effects.of(s));
    }

    @Override
    public void branch(Stmt.If s) {
        Expr condition = expr(s.condition());
        conditions++;
        emit(new Stmt.If(condition, block(s.whenTrue()), block(s.whenFalse()), s.span()));
        conditions--;
    }

    private void note(Effects effects) {
        mayHaveEnded |= effects.mayFail();
        hasActed |= effects.acts();
    }

    @Override
    public void kernel(Stmt.Kernel s) {
        super.kernel(s);
        mayHaveEnded = true;
    }

    @Override
    public void draw(Stmt.Draw s) {
        super.draw(s);
        note(Effects.of(s));
    }

    @Override
    public void invoke(Stmt.Invoke s) {
        super.invoke(s);
        note(Effects.of(s));
    }

    @Override
    public void print(Stmt.Print s) {
        super.print(s);
        hasActed = true;
    }

    @Override
    public void push(Stmt.Push s) {
        super.push(s);
        hasActed = true;
    }

    @Override
    public void pop(Stmt.Pop s) {
        super.pop(s);
        hasActed = true;
    }

    @Override
    public void readScalar(Stmt.ReadScalar s) {
        super.readScalar(s);
        note(Effects.of(s));
    }

    @Override
    public void readContainer(Stmt.ReadContainer s) {
        super.readContainer(s);
        note(Effects.of(s));
    }
}
