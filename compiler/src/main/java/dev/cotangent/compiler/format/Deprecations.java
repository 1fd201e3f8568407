package dev.cotangent.compiler.format;

import dev.cotangent.compiler.parse.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Replaces what Stan wrote differently in former versions: {@code real x[N]}, {@code real[] x}, {@code x <- y},
 * {@code increment_log_prob(x)}, {@code get_lp()}, commas where a bar stands now, and functions that have other names.
 */
final class Deprecations implements Canonicalization {

    private static final Map<String, String> RENAMED = Map.of(
            "fabs", "abs",
            "multiply_log", "lmultiply",
            "binomial_coefficient_log", "lchoose",
            "cov_exp_quad", "gp_exp_quad_cov",
            "get_lp", "target");

    @Override
    public void collect(Syntax.Rule syntax, Edits edits) {
        switch (syntax.rule()) {
            case "declaration" -> declaration(syntax.children(), edits);
            case "type" -> type(syntax.children(), edits);
            case "expressionStatement" -> statement(syntax.children(), edits);
            case "primary" -> call(syntax.children(), edits);
            default -> {}
        }
        for (Syntax child : syntax.children()) {
            if (child instanceof Syntax.Rule rule) {
                collect(rule, edits);
            }
        }
    }

    /** {@code real a[2], b;} becomes {@code array[2] real a; real b;}. */
    private static void declaration(List<Syntax> parts, Edits edits) {
        Syntax.Rule type = (Syntax.Rule) parts.get(0);
        boolean isArray = type.children().get(0).isToken("array");
        if (isArray || parts.stream().noneMatch(p -> sizes(p) != null)) {
            return;
        }
        for (int i = 1; i < parts.size(); i += 2) {
            Syntax.Rule sizes = sizes(parts.get(i));
            String array = sizes == null ? "" : "array" + edits.text(sizes) + " ";
            if (i == 1) {
                edits.insert(type.tokens().get(0).start(), array);
            } else {
                edits.replace(parts.get(i - 1).tokens().get(0), "; " + array + edits.text(type));
            }
            if (sizes != null) {
                sizes.tokens().forEach(edits::delete);
            }
        }
    }

    private static Syntax.Rule sizes(Syntax declarator) {
        if (!declarator.is("declarator")) {
            return null;
        }
        return (Syntax.Rule) ((Syntax.Rule) declarator)
                .children().stream().filter(c -> c.is("sizes")).findFirst().orElse(null);
    }

    /** {@code real[,]} becomes {@code array[,] real}. */
    private static void type(List<Syntax> parts, Edits edits) {
        Syntax last = parts.get(parts.size() - 1);
        boolean unsized = last.is("sizes") && last.tokens().stream().allMatch(t -> "[],".contains(t.text()));
        if (unsized && !parts.get(0).isToken("array")) {
            edits.insert(parts.get(0).tokens().get(0).start(), "array" + edits.text(last) + " ");
            last.tokens().forEach(edits::delete);
        }
    }

    private static void statement(List<Syntax> parts, Edits edits) {
        if (parts.size() != 2) {
            return;
        }
        List<Syntax.Token> tokens = parts.get(0).tokens();
        if (tokens.get(0).text().equals("increment_log_prob")
                && tokens.get(1).text().equals("(")) {
            edits.replace(tokens.get(0), "target +=");
            return;
        }
        List<Syntax> chain = ((Syntax.Rule) parts.get(0)).children();
        boolean less = chain.size() > 2 && chain.get(1).tokens().get(0).text().equals("<");
        if (less) {
            Syntax.Token sign = chain.get(2).tokens().get(0);
            Syntax.Token arrow = chain.get(1).tokens().get(0);
            if (sign.text().equals("-") && sign.start() == arrow.end()) {
                edits.replace(arrow, "=");
                edits.delete(sign);
            }
        }
    }

    private static void call(List<Syntax> parts, Edits edits) {
        if (parts.size() != 2 || !parts.get(1).is("arguments")) {
            return;
        }
        Syntax.Token name = parts.get(0).tokens().get(0);
        String renamed = RENAMED.get(name.text());
        if (renamed != null) {
            edits.replace(name, renamed);
        }
        List<Syntax> arguments = new ArrayList<>(((Syntax.Rule) parts.get(1)).children());
        boolean conditional = name.text().matches(".*_(lpdf|lpmf|lupdf|lupmf|cdf|lcdf|lccdf)");
        boolean bar = arguments.stream().anyMatch(a -> a.isToken("|"));
        if (conditional && !bar && arguments.size() > 3 && arguments.get(2).isToken(",")) {
            edits.replace(arguments.get(2).tokens().get(0), " |");
        }
    }
}
