package dev.cotangent.compiler.pedantic;

import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.typed.Constraint;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.TypedExpr.BinaryOperator;
import dev.cotangent.compiler.typed.Variable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * Densities of transformed parameters, constants of unusual scale, and distributions that there are better ones for.
 *
 * <p>Only the expression itself is looked at: a variable that was computed by a nonlinear function is taken for linear, as in
 * stanc3. Unlike there, an outcome without parameters needs no Jacobian.
 */
final class DensityRules {

    private static final double SMALL = 0.1;
    private static final double LARGE = 10;

    /** Linear in their arguments together. */
    private static final Set<String> LINEAR = Set.of(
            "append_row",
            "append_col",
            "append_array",
            "block",
            "col",
            "row",
            "diagonal",
            "head",
            "tail",
            "segment",
            "sub_col",
            "sub_row",
            "reverse",
            "sum",
            "mean",
            "cumulative_sum",
            "to_vector",
            "to_row_vector",
            "to_matrix",
            "to_array_1d",
            "to_array_2d",
            "rep_vector",
            "rep_row_vector",
            "rep_matrix",
            "transpose",
            "sort_asc",
            "sort_desc");

    /** Linear in each argument. */
    private static final Set<String> BILINEAR = Set.of(
            "multiply",
            "dot_product",
            "diag_pre_multiply",
            "diag_post_multiply",
            "csr_matrix_times_vector",
            "quad_form");

    private final Facts facts;

    DensityRules(Facts facts) {
        this.facts = facts;
    }

    List<Diagnostic> review() {
        List<Diagnostic> found = new ArrayList<>();
        for (Factor term : facts.factors()) {
            term.density().ifPresent(call -> {
                jacobian(term, found);
                scale(call, found);
                discouraged(call, found);
            });
        }
        return found;
    }

    private void jacobian(Factor term, List<Diagnostic> found) {
        TypedExpr outcome = term.outcome().orElse(null);
        if (outcome == null || facts.parameters(outcome).isEmpty() || isLinear(outcome)) {
            return;
        }
        found.add(Diagnostic.warning(
                        Code.MISSING_JACOBIAN,
                        outcome.span(),
                        "the outcome of this distribution may be a nonlinear function of parameters")
                .withHint("if so, add the logarithm of the absolute Jacobian determinant with `target +=`, or make it a"
                        + " transformed parameter with `jacobian +=`"));
    }

    private boolean isConstant(TypedExpr e) {
        return facts.parameters(e).isEmpty();
    }

    private boolean isLinear(TypedExpr e) {
        if (e instanceof TypedExpr.Read || isConstant(e)) {
            return true;
        }
        if (e instanceof TypedExpr.Indexed indexed) {
            return isLinear(indexed.base());
        }
        if (e instanceof TypedExpr.Component component) {
            return isLinear(component.operand());
        }
        if (e instanceof TypedExpr.Promote promote) {
            return isLinear(promote.operand());
        }
        if (e instanceof TypedExpr.Unary u) {
            return u.operator() != TypedExpr.UnaryOperator.NOT && isLinear(u.operand());
        }
        if (e instanceof TypedExpr.Conditional c) {
            return isConstant(c.condition()) && isLinear(c.whenTrue()) && isLinear(c.whenFalse());
        }
        if (e instanceof TypedExpr.Binary b) {
            return isLinear(b);
        }
        return areLinear(e);
    }

    private boolean isLinear(TypedExpr.Binary b) {
        BinaryOperator operator = b.operator();
        if (operator == BinaryOperator.ADD || operator == BinaryOperator.SUBTRACT) {
            return isLinear(b.left()) && isLinear(b.right());
        }
        if (operator == BinaryOperator.MULTIPLY) {
            return isConstant(b.left()) && isLinear(b.right()) || isLinear(b.left()) && isConstant(b.right());
        }
        return operator == BinaryOperator.DIVIDE && isLinear(b.left()) && isConstant(b.right());
    }

    private boolean areLinear(TypedExpr e) {
        if (e instanceof TypedExpr.ArrayLiteral a) {
            return a.elements().stream().allMatch(this::isLinear);
        }
        if (e instanceof TypedExpr.RowLiteral a) {
            return a.elements().stream().allMatch(this::isLinear);
        }
        if (e instanceof TypedExpr.IntrinsicCall call) {
            return call.arguments().stream().allMatch(this::isLinear);
        }
        if (e instanceof TypedExpr.Call call && call.function().isLibrary()) {
            String name = call.function().name();
            long varying = call.arguments().stream().filter(a -> !isConstant(a)).count();
            boolean linear = call.arguments().stream().allMatch(this::isLinear);
            return linear && (LINEAR.contains(name) || BILINEAR.contains(name) && varying == 1);
        }
        return false;
    }

    private static void scale(TypedExpr.Call call, List<Diagnostic> found) {
        if (isRescaled(call.arguments().get(0))) {
            return;
        }
        for (TypedExpr argument : call.arguments().subList(1, call.arguments().size())) {
            OptionalDouble value = Numbers.value(argument);
            double size = Math.abs(value.orElse(1));
            if (size != 0 && (size < SMALL || size > LARGE)) {
                found.add(Diagnostic.warning(
                                Code.UNUSUAL_SCALE,
                                argument.span(),
                                "the constant " + argument.span().text()
                                        + " suggests parameters that are not of unit scale")
                        .withHint("rescale the data, or declare the parameter with an offset and a multiplier"));
            }
        }
    }

    private static boolean isRescaled(TypedExpr outcome) {
        return outcome instanceof TypedExpr.Read read
                && read.variable().constraint() instanceof Constraint.OffsetMultiplier;
    }

    private static void discouraged(TypedExpr.Call call, List<Diagnostic> found) {
        List<TypedExpr> arguments = call.arguments();
        switch (call.function().name()) {
            case "uniform_lpdf" -> uniform(arguments, call, found);
            case "gamma_lpdf", "inv_gamma_lpdf" -> {
                double shape = Numbers.value(arguments.get(1)).orElse(Double.NaN);
                if (shape < 1 && shape == Numbers.value(arguments.get(2)).orElse(Double.NaN)) {
                    found.add(discouraged(call, "small equal arguments are no vague prior: the mass is near zero")
                            .withHint("consider a half-normal or half-t prior (Gelman 2006, Bayesian Analysis 1)"));
                }
            }
            case "lkj_corr_lpdf" ->
                found.add(discouraged(call, "`lkj_corr` factors its matrix at every evaluation")
                        .withHint("declare a `cholesky_factor_corr` and use `lkj_corr_cholesky`"));
            default -> {}
        }
    }

    /** A uniform distribution over the declared range changes nothing; any other cuts the range off. */
    private static void uniform(List<TypedExpr> arguments, TypedExpr.Call call, List<Diagnostic> found) {
        if (!(arguments.get(0) instanceof TypedExpr.Read read)
                || read.variable().scope() != Variable.Scope.PARAMETER) {
            return;
        }
        boolean same = read.variable().constraint() instanceof Constraint.Bounds bounds
                && isSame(bounds.lower(), arguments.get(1))
                && isSame(bounds.upper(), arguments.get(2));
        if (!same) {
            found.add(discouraged(
                            call, "a uniform distribution whose ends are not the bounds of `" + read.variable() + "`")
                    .withHint("declare these bounds: where the density is zero the sampler has no gradient to follow"));
        }
    }

    private static boolean isSame(Optional<TypedExpr> bound, TypedExpr end) {
        return bound.filter(b -> {
                    OptionalDouble value = Numbers.value(b);
                    return value.isPresent()
                            ? value.equals(Numbers.value(end))
                            : b.span().text().equals(end.span().text());
                })
                .isPresent();
    }

    private static Diagnostic discouraged(TypedExpr.Call call, String found) {
        return Diagnostic.warning(Code.DISCOURAGED_DISTRIBUTION, call.span(), found);
    }
}
