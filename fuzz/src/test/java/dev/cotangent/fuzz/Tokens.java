package dev.cotangent.fuzz;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The language's tokens, and a rough split of texts into them: the parser itself would split only what is right. */
final class Tokens {

    private static final Pattern TOKEN =
            Pattern.compile("\"[^\"\n]*\"|[A-Za-z]\\w*|\\d[\\d_]*(\\.\\d*)?([eE][+-]?\\d+)?i?"
                    + "|//[^\n]*\n|#[^\n]*\n|\\.\\*=|\\./=|%/%|[-+*/.]=|\\.[*/^]|[<>=!]=|&&|\\|\\||\\S");

    /** Everything that has a meaning to the lexer, and names that are often declared. */
    static final String[] ALL =
            ("functions data parameters model transformed generated quantities { } ( ) [ ] < > , ; : | ~ ? '"
                            + " = += -= *= /= .*= ./= + - * / % .* ./ %/% \\ ^ .^ || && == != <= >= ! ."
                            + " int real vector row_vector matrix simplex ordered positive_ordered unit_vector sum_to_zero_vector"
                            + " sum_to_zero_matrix cholesky_factor_corr cholesky_factor_cov corr_matrix cov_matrix"
                            + " row_stochastic_matrix column_stochastic_matrix complex complex_vector complex_matrix tuple array void"
                            + " lower upper offset multiplier extern fisher require support d tangent cotangent keep"
                            + " for in while if else return break continue print reject fatal_error profile target jacobian T"
                            + " 0 1 2 3 10 1.5 0. .5 1e-3 1e400 2147483648 3i \"text\" x y z N mu sigma theta n i f g"
                            + " normal normal_lpdf normal_lupdf normal_lcdf normal_rng poisson poisson_lpmf bernoulli beta multi_normal"
                            + " exp log sum size rows cols dims rep_vector rep_array to_vector append_row append_array min max"
                            + " inverse cholesky_decompose ode_rk45 reduce_sum map_rect algebra_solver integrate_1d #include // /* */")
                    .split(" ");

    private Tokens() {}

    static List<String> of(String text) {
        return TOKEN.matcher(text).results().map(MatchResult::group).toList();
    }
}
