package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.Stmt;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A loop in which every round adds a quadratic form of data columns to sums. */
final class SquaredLoop {

    private final Stmt.For loop;
    private final Set<Local> blockLocals;
    private final Map<Local, QuadraticForm> sums;

    private SquaredLoop(Stmt.For loop, Set<Local> blockLocals, Map<Local, QuadraticForm> sums) {
        this.loop = loop;
        this.blockLocals = blockLocals;
        this.sums = sums;
    }

    /**
     * What a loop sums of squares; empty if it does not.
     *
     * @param blockLocals locals whose one assignment holds wherever they are read
     */
    static Optional<SquaredLoop> of(Stmt.For loop, Set<Local> blockLocals, RoundForms forms) {
        Effects effects = Effects.of(loop.body());
        Set<Local> accumulators = Accumulators.of(loop.body(), effects);
        Map<Local, QuadraticForm> sums = new LinkedHashMap<>();
        Map<Local, Integer> additions = new HashMap<>();
        for (Stmt statement : loop.body()) {
            if (statement instanceof Stmt.Assign s && accumulators.contains(s.target())) {
                added(s, forms).ifPresent(form -> {
                    sums.merge(s.target(), form, QuadraticForm::plus);
                    additions.merge(s.target(), 1, Integer::sum);
                });
            }
        }
        sums.keySet().removeIf(sum -> additions.get(sum) != effects.assignments(sum));
        sums.values()
                .removeIf(form ->
                        form.squares().isEmpty() || !form.rest().blocks().isEmpty());
        return sums.isEmpty() ? Optional.empty() : Optional.of(new SquaredLoop(loop, blockLocals, sums));
    }

    private static Optional<QuadraticForm> added(Stmt.Assign addition, RoundForms forms) {
        Expr.Operation sum = (Expr.Operation) addition.value();
        Optional<QuadraticForm> form = forms.of(sum.operands().get(1));
        return sum.operator() == Operator.SUBTRACT ? form.map(QuadraticForm::negated) : form;
    }

    Stmt.For loop() {
        return loop;
    }

    /** The sums, each with what every round adds to it. */
    Map<Local, QuadraticForm> sums() {
        return sums;
    }

    /** The loop with nothing but what adds to the sums. */
    Stmt.For summing() {
        return with(living(true));
    }

    /** The loop with all that it does apart from adding to the sums; empty if that is nothing. */
    Optional<Stmt.For> rest() {
        List<Stmt> body = living(false);
        return body.isEmpty() ? Optional.empty() : Optional.of(with(body));
    }

    private Stmt.For with(List<Stmt> body) {
        return new Stmt.For(loop.index(), loop.from(), loop.to(), loop.direction(), body, loop.span());
    }

    /** The statements that add to the sums, or all but those, and the definitions that they need. */
    private List<Stmt> living(boolean isSumming) {
        Set<Local> read = new HashSet<>();
        List<Stmt> living = new ArrayList<>();
        List<Stmt> backward = new ArrayList<>(loop.body());
        Collections.reverse(backward);
        for (Stmt statement : backward) {
            boolean isDefinition = statement instanceof Stmt.Assign s && blockLocals.contains(s.target());
            boolean isSum = statement instanceof Stmt.Assign s && sums.containsKey(s.target());
            if (isDefinition ? read.contains(((Stmt.Assign) statement).target()) : isSum == isSumming) {
                read.addAll(Effects.of(statement).reads());
                living.add(statement);
            }
        }
        Collections.reverse(living);
        return living;
    }
}
