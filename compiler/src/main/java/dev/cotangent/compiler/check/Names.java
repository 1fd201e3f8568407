package dev.cotangent.compiler.check;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** What names say: the file that a library name lives in, and names that can't be declared. */
final class Names {

    private static final List<String> DISTRIBUTION_SUFFIXES =
            List.of("_lpdf", "_lpmf", "_lupdf", "_lupmf", "_lccdf", "_lcdf", "_cdf");
    private static final List<String> CONSTRAINT_SUFFIXES =
            List.of("_constrain", "_log_jacobian", "_jacobian", "_unconstrained_size", "_unconstrain", "_check");

    /** Words that Stan reserves and the grammar lets through as names. */
    private static final Set<String> RESERVED = Set.of(
            "target",
            "jacobian",
            "lower",
            "upper",
            "offset",
            "multiplier",
            "generated",
            "quantities",
            "transformed",
            "true",
            "false",
            "then",
            "repeat",
            "until",
            "typedef",
            "struct",
            "var",
            "export",
            "extern",
            "static",
            "auto");

    /** Functions that take functions, or any number of arguments: Stan keeps their names for itself. */
    private static final Set<String> VARIADIC = Set.of(
            "reduce_sum",
            "reduce_sum_static",
            "ode_rk45",
            "ode_rk45_tol",
            "ode_ckrk",
            "ode_ckrk_tol",
            "ode_adams",
            "ode_adams_tol",
            "ode_bdf",
            "ode_bdf_tol",
            "ode_adjoint_tol_ctl",
            "dae",
            "dae_tol",
            "solve_newton",
            "solve_newton_tol",
            "solve_powell",
            "solve_powell_tol",
            "integrate_1d_gauss_kronrod",
            "integrate_1d_gauss_kronrod_tol",
            "integrate_1d_double_exponential",
            "integrate_1d_double_exponential_tol");

    private Names() {}

    /** True if a program can't define a function of the name, whatever its arguments. */
    static boolean isVariadic(String name) {
        return VARIADIC.contains(name) || name.startsWith("laplace_marginal") || name.startsWith("laplace_latent");
    }

    /** True for a density, mass or distribution function, whose arguments stand after a bar. */
    static boolean isDistribution(String name) {
        return DISTRIBUTION_SUFFIXES.stream().anyMatch(name::endsWith);
    }

    /** True for {@code _lpdf}, {@code _lpmf} and their unnormalised forms. */
    static boolean isDensity(String name) {
        return Stream.of("_lpdf", "_lpmf", "_lupdf", "_lupmf").anyMatch(name::endsWith);
    }

    /** {@code foo_lpmf} for {@code foo_lpdf}, and the other way round: a density for a mass. */
    static String otherDensity(String name) {
        String stem = name.substring(0, name.length() - 2);
        return stem + (name.endsWith("df") ? "mf" : "df");
    }

    /** True for a function of a constraint that users call: {@code _constrain}, {@code _jacobian}, {@code _unconstrain}. */
    static boolean isTransform(String name) {
        return name.endsWith("_constrain") || name.endsWith("_jacobian") || name.endsWith("_unconstrain");
    }

    /** {@code _lupdf} or {@code _lupmf}. */
    static boolean isUnnormalized(String name) {
        return name.endsWith("_lupdf") || name.endsWith("_lupmf");
    }

    /** {@code foo_lpdf} for {@code foo_lupdf}; other names are themselves. */
    static String normalized(String name) {
        return isUnnormalized(name) ? name.substring(0, name.length() - 4) + name.substring(name.length() - 3) : name;
    }

    /** The name before a distribution's suffix. */
    static Optional<String> distribution(String name) {
        return withoutSuffix(name, List.of("_rng", "_transport")).or(() -> withoutSuffix(name, DISTRIBUTION_SUFFIXES));
    }

    /** The suffix of a distribution's or a constraint's function; empty for other names. */
    static String suffix(String name) {
        return Stream.of(DISTRIBUTION_SUFFIXES, List.of("_rng", "_transport"), CONSTRAINT_SUFFIXES)
                .flatMap(List::stream)
                .filter(name::endsWith)
                .findFirst()
                .orElse("");
    }

    /** The path of the library file of a name, below the library's root. */
    static String file(String name) {
        Optional<String> distribution = distribution(name);
        if (distribution.isPresent()) {
            return "distribution/" + distribution.get() + ".model";
        }
        return withoutSuffix(name, CONSTRAINT_SUFFIXES)
                .map(constraint -> "constraint/" + constraint + ".model")
                .orElse("function/" + name + ".model");
    }

    /** True if a program can't declare the name. */
    static boolean isReserved(String name) {
        return RESERVED.contains(name) || name.endsWith("__");
    }

    private static Optional<String> withoutSuffix(String name, List<String> suffixes) {
        return suffixes.stream()
                .filter(suffix -> name.endsWith(suffix) && name.length() > suffix.length())
                .findFirst()
                .map(suffix -> before(name, suffix));
    }

    private static String before(String name, String suffix) {
        return name.substring(0, name.length() - suffix.length());
    }
}
