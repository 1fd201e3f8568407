package dev.cotangent.fuzz;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes programs that are mostly right: declared names, known functions, and arguments of types that often fit, so that
 * they reach the later phases. When the fuzzer's bytes run out, every choice is the first one, which ends the program.
 */
final class ProgramWriter {

    private static final int DEEPEST = 4;

    private static final Map<String, String[]> FUNCTIONS = Map.of(
            "int",
                    new String[] {
                        "size(V)",
                        "rows(M)",
                        "cols(M)",
                        "num_elements(V)",
                        "min({I, I})",
                        "abs(I)",
                        "I %/% I",
                        "I % I",
                        "R > R",
                        "!I",
                        "I && I",
                        "int_step(R)",
                        "to_int(1.5)",
                        "sum({I, I})",
                        "dims(M)[1]"
                    },
            "real",
                    new String[] {
                        "exp(R)",
                        "log(R)",
                        "lgamma(R)",
                        "R + R",
                        "R * R",
                        "R / R",
                        "R - R",
                        "-R",
                        "R ^ R",
                        "sum(V)",
                        "dot_product(V, V)",
                        "V[I]",
                        "M[I, I]",
                        "sum(M)",
                        "I ? R : R",
                        "log_sum_exp(V)",
                        "normal_lpdf(R | R, R)",
                        "normal_lpdf(V | R, R)",
                        "poisson_lpmf(I | R)",
                        "fmax(R, R)",
                        "A[I]",
                        "mean(V)",
                        "pow(R, I)",
                        "target()",
                        "trace(M)",
                        "determinant(M)",
                        "std_normal_lpdf(V |)",
                        "beta_lcdf(R | R, R)",
                        "normal_rng(R, R)",
                        "f(R, V)",
                        "log_mix(R, R, R)",
                        "quad_form(M, V)",
                        "log_determinant(M)",
                        "gamma_lccdf(R | R, R)",
                        "V' * V",
                        "I",
                        "max(A)",
                        "(R, V).1",
                        "get_real(to_complex(R, R) * to_complex(R, R))",
                        "abs(to_complex(R, R))",
                        "integrate_1d(h, 0, 1, A, a, n)",
                        "ode_rk45(decay, V, 0, {1.0, 2.0}, R)[I][I]",
                        "reduce_sum(part, A, I, R)",
                        "solve_newton(decay_root, V, R)[I]"
                    },
            "vector",
                    new String[] {
                        "V + V",
                        "R * V",
                        "M * V",
                        "exp(V)",
                        "V .* V",
                        "V[I:I]",
                        "V[:]",
                        "rep_vector(R, I)",
                        "M[:, I]",
                        "softmax(V)",
                        "append_row(V, V)",
                        "to_vector(A)",
                        "V[{I, I}]",
                        "I ? V : V",
                        "M \\ V",
                        "diagonal(M)",
                        "segment(V, I, I)",
                        "cumulative_sum(V)",
                        "sort_asc(V)",
                        "[R, R]'",
                        "-V",
                        "V ./ R",
                        "V ^ 2",
                        "col(M, I)",
                        "mdivide_left_tri_low(M, V)",
                        "head(V, I)",
                        "reverse(V)",
                        "to_vector(M)",
                        "g(V)",
                        "V - R",
                        "eigenvalues_sym(M)"
                    },
            "matrix",
                    new String[] {
                        "M * M",
                        "M'",
                        "M + M",
                        "M .* M",
                        "rep_matrix(R, I, I)",
                        "V * V'",
                        "diag_matrix(V)",
                        "inverse(M)",
                        "cholesky_decompose(M)",
                        "M[I:I, :]",
                        "[V', V']",
                        "R * M",
                        "append_col(M, V)",
                        "exp(M)",
                        "quad_form_diag(M, V)",
                        "identity_matrix(I)",
                        "add_diag(M, R)",
                        "tcrossprod(M)",
                        "M / M",
                        "M[{I, I}]",
                        "diag_pre_multiply(V, M)",
                        "to_matrix(V, I, I)",
                        "multiply_lower_tri_self_transpose(M)",
                        "I ? M : M"
                    },
            "array",
                    new String[] {
                        "{R, R}",
                        "to_array_1d(V)",
                        "rep_array(R, I)",
                        "append_array(A, A)",
                        "A[I:I]",
                        "sort_asc(A)",
                        "A[{I, I}]",
                        "reverse(A)",
                        "exp(A)"
                    });

    /** Functions that others take. */
    private static final String CALLBACKS = """
              real h(real x, real xc, array[] real t, data array[] real r, data array[] int k) { return x * sum(t); }
              vector decay(real t, vector y, real rate) { return -rate * y; }
              vector decay_root(vector y, real rate) { return y - rate; }
              real part(array[] real xs, int start, int end, real u) { return normal_lpdf(xs | u, 1); }
            """;

    private static final String[] STATEMENTS = {
        "target += R;",
        "R ~ normal(R, R);",
        "V ~ normal(V, R);",
        "I ~ poisson(R);",
        "V ~ multi_normal(V, M);",
        "print(R, \"x\", V);",
        "if (I) reject(R);",
        "R ~ gamma(R, R) T[R, ];",
        "A ~ student_t(R, R, R);",
        "V ~ dirichlet(V);",
        "jacobian += R;",
        "I ~ categorical(V);",
        "I ~ bernoulli_logit(R);",
        "V ~ multi_normal_cholesky(V, M);",
        "M ~ lkj_corr(R);",
        "p(R);"
    };

    private static final String[] TYPES = {
        "real",
        "real<lower=R>",
        "real<lower=R, upper=R>",
        "real<offset=R, multiplier=R>",
        "vector[3]",
        "vector<lower=R>[N]",
        "simplex[3]",
        "ordered[N]",
        "positive_ordered[3]",
        "unit_vector[3]",
        "sum_to_zero_vector[3]",
        "matrix[2, 3]",
        "corr_matrix[3]",
        "cov_matrix[3]",
        "cholesky_factor_corr[3]",
        "cholesky_factor_cov[3]",
        "array[N] real",
        "array[2] real<lower=R>",
        "row_vector[N]",
        "array[2] vector[N]",
        "array[2, N] real",
        "vector<lower=V>[3]",
        "tuple(real, vector[2])",
        "complex",
        "array[2] simplex[3]"
    };

    private final Choices data;
    private final List<String[]> variables = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private int names;
    private int depth;

    ProgramWriter(Choices data) {
        this.data = data;
    }

    String program() {
        if (data.coin()) {
            functions();
        }
        text.append(
                "data { int<lower=0> N; array[N] int<lower=0> n; vector[N] x; matrix[N, N] m; array[N] real a; }\n");
        variables.addAll(List.of(
                variable("int", "N"), variable("vector", "x"), variable("matrix", "m"), variable("array", "a")));
        block("transformed data", false, false);
        block("parameters", true, false);
        block("transformed parameters", false, false);
        block("model", false, true);
        block("generated quantities", false, false);
        return text.toString();
    }

    private void functions() {
        text.append("functions {\n  real f(real u, vector v) {\n");
        int outer = variables.size();
        variables.addAll(List.of(variable("real", "u"), variable("vector", "v")));
        statements(false);
        text.append("return ").append(expression("real")).append(";\n  }\n  vector g(vector v) {\n");
        statements(false);
        text.append("return ")
                .append(expression("vector"))
                .append(";\n  }\n  void p_lp(real u) { target += u; }\n" + CALLBACKS + "\n}\n");
        variables.subList(outer, variables.size()).clear();
    }

    private void block(String name, boolean declarationsOnly, boolean local) {
        text.append(name).append(" {\n");
        int outer = variables.size();
        int declarations = data.between(0, 4);
        for (int i = 0; i < declarations; i++) {
            declare(!declarationsOnly);
        }
        if (!declarationsOnly) {
            statements(local);
        }
        text.append("}\n");
        if (local) {
            variables.subList(outer, variables.size()).clear();
        }
    }

    private void declare(boolean initialised) {
        String name = "v" + names++;
        String type = data.of(TYPES);
        text.append(filled(type)).append(' ').append(name);
        String kind = kind(type);
        if (initialised && data.coin() && !kind.isEmpty()) {
            text.append(" = ").append(expression(kind));
        }
        text.append(";\n");
        if (!kind.isEmpty()) {
            variables.add(variable(kind, name));
        }
    }

    private static String kind(String type) {
        if (type.startsWith("array[N] real") || type.startsWith("array[2] real")) {
            return "array";
        }
        if (type.startsWith("array")
                || type.startsWith("tuple")
                || type.startsWith("row")
                || type.startsWith("complex")) {
            return "";
        }
        if (type.startsWith("real")) {
            return "real";
        }
        return type.contains("matrix") || type.contains("factor") ? "matrix" : "vector";
    }

    private static String[] variable(String kind, String name) {
        return new String[] {kind, name};
    }

    private void statements(boolean target) {
        int count = data.between(0, 5);
        for (int i = 0; i < count; i++) {
            statement(target);
        }
    }

    private void statement(boolean target) {
        depth++;
        int outer = variables.size();
        switch (depth > DEEPEST ? 0 : data.between(0, 7)) {
            case 0, 1 -> text.append(target ? filled(data.of(STATEMENTS)) : "print(" + expression("real") + ");");
            case 2, 3 -> assign();
            case 4 -> {
                String index = "i" + names++;
                text.append("for (" + index + " in 1:")
                        .append(expression("int"))
                        .append(") {\n");
                variables.add(variable("int", index));
                statements(target);
                text.append('}');
            }
            case 5 -> {
                text.append("if (").append(expression("int")).append(") {\n");
                statements(target);
                text.append("} else ");
                statement(target);
            }
            case 6 -> {
                text.append("while (").append(expression("int")).append(") {\n");
                statements(target);
                text.append(data.coin() ? "break; }" : "}");
            }
            default -> {
                text.append("{ ").append(data.of("real", "vector[N]", "matrix[N, N]", "int"));
                text.append(" w").append(names).append("; \n");
                statements(target);
                text.append('}');
            }
        }
        text.append('\n');
        variables.subList(outer, variables.size()).clear();
        depth--;
    }

    private void assign() {
        String[] variable = variables.isEmpty() ? variable("real", "z") : data.of(variables);
        String operator = data.of("=", "+=", "-=", "*=", "/=", ".*=");
        boolean part = data.coin() && !variable[0].equals("int") && !variable[0].equals("real");
        String index = part ? filled(variable[0].equals("matrix") ? "[I, I]" : "[I]") : "";
        String kind = part ? "real" : variable[0];
        text.append(variable[1] + index + " " + operator + " ")
                .append(expression(kind))
                .append(';');
    }

    private String expression(String kind) {
        List<String> known =
                variables.stream().filter(v -> v[0].equals(kind)).map(v -> v[1]).toList();
        if (depth > DEEPEST || data.between(0, 2) == 0) {
            boolean literal = known.isEmpty() || data.between(0, 3) == 3;
            return literal ? literal(kind) : data.of(known);
        }
        return "(" + filled(data.of(FUNCTIONS.get(kind))) + ")";
    }

    private String literal(String kind) {
        return switch (kind) {
            case "int" -> Integer.toString(data.between(-1, 4));
            case "real" -> data.of("1.5", "0", "-2", "1e-8", "0.5", "positive_infinity()");
            case "vector" -> "[1, 2, 3]'";
            case "matrix" -> "[[1, 2], [3, 4]]";
            default -> "{1.0, 2.0}";
        };
    }

    /** A pattern whose capital letters stand for expressions of a type. */
    private String filled(String pattern) {
        depth++;
        StringBuilder filled = new StringBuilder();
        for (int i = 0; i < pattern.length(); i++) {
            char c = pattern.charAt(i);
            boolean alone = (i == 0 || !Character.isLetterOrDigit(pattern.charAt(i - 1)))
                    && (i + 1 == pattern.length() || !Character.isLetterOrDigit(pattern.charAt(i + 1)));
            String kind = switch (alone ? c : ' ') {
                case 'I' -> "int";
                case 'R' -> "real";
                case 'V' -> "vector";
                case 'M' -> "matrix";
                case 'A' -> "array";
                default -> "";
            };
            filled.append(kind.isEmpty() ? String.valueOf(c) : expression(kind));
        }
        depth--;
        return filled.toString();
    }
}
