package dev.cotangent.compiler.prior;

import dev.cotangent.DensityTerms;
import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.pedantic.Pedantic;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.TypedProgram;
import dev.cotangent.compiler.typed.TypedStmt;
import dev.cotangent.compiler.typed.TypedTree;
import dev.cotangent.compiler.typed.Variable;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Leaves the likelihood out of a program's log density.
 *
 * <p>A term is of the likelihood if it is, or contains, a density whose outcome depends on data; it is of the prior if it is a
 * density whose outcome depends on parameters alone, whatever its arguments, or if it depends on no data at all. A program of
 * which that does not tell about some other term is refused, unless the line of the term was named: a wrong guess would
 * change the prior without a sign.
 */
public final class PriorOnly {

    private enum Fate {
        KEPT,
        DROPPED,
        UNCLEAR
    }

    /**
     * Where a statement stands.
     *
     * @param observed true if data decide whether, or how often, it is reached
     * @param beside true if another branch of such a decision has a term of the likelihood
     * @param rounds indices of loops that a single integer of the data limits, which may be a number of observations
     */
    private record Place(boolean observed, boolean beside, List<Variable> rounds) {
        private static final Place TOP = new Place(false, false, List.of());
    }

    private final DensityTerms terms;
    private final Dependences dependences;

    private PriorOnly(TypedProgram program, DensityTerms terms) {
        this.terms = terms;
        List<TypedStmt> all = new ArrayList<>(program.transformedData());
        all.addAll(program.transformedParameters());
        all.addAll(program.model());
        this.dependences = Dependences.of(all);
    }

    /**
     * The program without its likelihood.
     *
     * @throws CompileException if it is not clear of a term what it is, or a parameter without bounds has no prior
     */
    public static TypedProgram of(TypedProgram program, DensityTerms terms) {
        PriorOnly prior = new PriorOnly(program, terms);
        TypedProgram reduced = new TypedProgram(
                program.source(),
                program.functions(),
                program.fishers(),
                program.data(),
                program.transformedData(),
                program.parameters(),
                prior.reduced(program.transformedParameters(), Place.TOP),
                prior.reduced(program.model(), Place.TOP),
                program.generatedQuantities());
        for (Variable parameter : Pedantic.withoutPrior(reduced)) {
            throw new CompileException(Diagnostic.error(
                            Code.PRIOR_IMPROPER,
                            parameter.span(),
                            "the parameter `" + parameter
                                    + "` has no prior, and its range has no end: nothing can be drawn from it")
                    .withHint("give it a distribution in the model block"));
        }
        return reduced;
    }

    private List<TypedStmt> reduced(List<TypedStmt> statements, Place place) {
        List<TypedStmt> kept = new ArrayList<>();
        statements.forEach(statement -> reduced(statement, place).ifPresent(kept::add));
        return kept;
    }

    private TypedStmt whole(TypedStmt statement, Place place) {
        return reduced(statement, place).orElseGet(() -> new TypedStmt.Block(List.of(), statement.span()));
    }

    private Optional<TypedStmt> reduced(TypedStmt statement, Place place) {
        if (statement instanceof TypedStmt.IncrementTarget s) {
            return increment(s, place);
        }
        if (statement instanceof TypedStmt.CallStatement s) {
            Fate fate = settled(fate(s.call(), place), s.span());
            return fate == Fate.KEPT ? Optional.of(s) : Optional.empty();
        }
        if (statement instanceof TypedStmt.Block s) {
            return block(s, place);
        }
        if (statement instanceof TypedStmt.If s) {
            Place inner = decided(place, dependences.of(s.condition()), s);
            return Optional.of(new TypedStmt.If(
                    s.condition(),
                    whole(s.whenTrue(), inner),
                    s.whenFalse().map(otherwise -> whole(otherwise, inner)),
                    s.span()));
        }
        if (statement instanceof TypedStmt.While s) {
            Place inner = decided(place, dependences.of(s.condition()), s);
            return Optional.of(new TypedStmt.While(s.condition(), whole(s.body(), inner), s.span()));
        }
        if (statement instanceof TypedStmt.For s) {
            return Optional.of(
                    new TypedStmt.For(s.index(), s.from(), s.to(), whole(s.body(), within(s, place)), s.span()));
        }
        if (statement instanceof TypedStmt.ForEach s) {
            return Optional.of(new TypedStmt.ForEach(s.element(), s.container(), whole(s.body(), place), s.span()));
        }
        targetCalls(statement, place);
        return Optional.of(statement);
    }

    /** A distribution and its truncation, which the checker has made two statements of, have one fate. */
    private Optional<TypedStmt> block(TypedStmt.Block block, Place place) {
        List<TypedStmt> inner = block.statements();
        boolean truncated = !inner.isEmpty()
                && inner.get(0) instanceof TypedStmt.IncrementTarget first
                && first.tilde()
                && first.span().equals(block.span());
        if (truncated) {
            return reduced(inner.get(0), place).isPresent() ? Optional.of(block) : Optional.empty();
        }
        return Optional.of(new TypedStmt.Block(reduced(inner, place), block.span()));
    }

    private Place decided(Place place, Set<Dependence> condition, TypedStmt decision) {
        if (!Dependences.isObserved(condition)) {
            return place;
        }
        boolean likelihood = TypedTree.all(List.of(decision), TypedStmt.IncrementTarget.class).stream()
                .anyMatch(term -> dependences.of(term.value()).contains(Dependence.LIKELIHOOD));
        return new Place(true, place.beside() || likelihood, place.rounds());
    }

    private Place within(TypedStmt.For loop, Place place) {
        Set<Dependence> range = Dependences.with(dependences.of(loop.from()), dependences.of(loop.to()));
        List<Variable> rounds = new ArrayList<>(place.rounds());
        if (range.contains(Dependence.COUNT)) {
            rounds.add(loop.index());
        }
        return new Place(place.observed() || Dependences.isObserved(dependences.range(loop)), place.beside(), rounds);
    }

    private Optional<TypedStmt> increment(TypedStmt.IncrementTarget increment, Place place) {
        List<TypedExpr> all = new ArrayList<>();
        addTerms(increment.value(), all);
        List<TypedExpr> kept = new ArrayList<>();
        boolean dropped = false;
        boolean plain = false;
        Fate worst = Fate.KEPT;
        for (TypedExpr term : all) {
            Fate fate = fate(term, place);
            if (fate == Fate.UNCLEAR) {
                worst = fate;
            } else if (fate == Fate.KEPT) {
                kept.add(term);
                plain |= !isPrior(term) && dependences.of(term).contains(Dependence.PARAMETER);
            } else {
                dropped = true;
            }
        }
        // what else is added in one statement with a likelihood may be a part of it
        if (worst == Fate.UNCLEAR || dropped && plain) {
            return settled(Fate.UNCLEAR, increment.span()) == Fate.KEPT ? Optional.of(increment) : Optional.empty();
        }
        if (!dropped) {
            return Optional.of(increment);
        }
        return kept.stream()
                .reduce((left, right) -> new TypedExpr.Binary(
                        TypedExpr.BinaryOperator.ADD,
                        left,
                        right,
                        left.type().isContainer() ? left.type() : right.type(),
                        increment.span()))
                .map(value -> new TypedStmt.IncrementTarget(value, increment.tilde(), increment.span()));
    }

    private static void addTerms(TypedExpr value, List<TypedExpr> terms) {
        if (value instanceof TypedExpr.Binary sum && sum.operator() == TypedExpr.BinaryOperator.ADD) {
            addTerms(sum.left(), terms);
            addTerms(sum.right(), terms);
        } else {
            terms.add(value);
        }
    }

    /** True of a density of parameters. */
    private boolean isPrior(TypedExpr term) {
        return term instanceof TypedExpr.Call call
                && call.function().isDensity()
                && dependences.of(term).equals(EnumSet.of(Dependence.PRIOR, Dependence.PARAMETER));
    }

    private Fate fate(TypedExpr term, Place place) {
        Set<Dependence> found = dependences.of(term);
        if (found.contains(Dependence.LIKELIHOOD)) {
            return found.contains(Dependence.PRIOR) ? Fate.UNCLEAR : Fate.DROPPED;
        }
        if (isPrior(term)) {
            return Fate.KEPT;
        }
        boolean observed = place.observed() || Dependences.isObserved(found) || isRepeated(term, place);
        if (!observed || !found.contains(Dependence.PARAMETER)) {
            return Fate.KEPT;
        }
        return place.beside() && !found.contains(Dependence.PRIOR) ? Fate.DROPPED : Fate.UNCLEAR;
    }

    /** True if a loop of a number of rounds that data say adds the same again and again. */
    private static boolean isRepeated(TypedExpr term, Place place) {
        List<TypedExpr.Read> reads = TypedTree.all(List.of(term), TypedExpr.Read.class);
        return place.rounds().stream().anyMatch(index -> reads.stream().noneMatch(read -> read.variable() == index));
    }

    /** Functions may add to the target where they are called for their value. */
    private void targetCalls(TypedStmt statement, Place place) {
        TypedTree.all(List.of(statement), TypedExpr.Call.class).stream()
                .filter(call -> call.function().name().endsWith("_lp"))
                .filter(call -> fate(call, place) != Fate.KEPT)
                .forEach(call -> {
                    throw unclear(call.span(), "take the call of `" + call.function() + "` apart");
                });
    }

    private Fate settled(Fate fate, Span span) {
        if (fate != Fate.UNCLEAR) {
            return fate;
        }
        if (terms.likelihoodLines().contains(span.line())) {
            return Fate.DROPPED;
        }
        if (terms.priorLines().contains(span.line())) {
            return Fate.KEPT;
        }
        throw unclear(
                span,
                "write it as distributions of data or of parameters, or say what it is: --likelihood=" + span.line()
                        + " or --prior-term=" + span.line());
    }

    private static CompileException unclear(Span span, String hint) {
        return new CompileException(Diagnostic.error(
                        Code.PRIOR_UNCLEAR,
                        span,
                        "this depends on data and on parameters, but not as a distribution of either:"
                                + " it may be of the prior or of the likelihood")
                .withHint(hint));
    }
}
