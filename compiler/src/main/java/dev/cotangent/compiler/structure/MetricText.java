package dev.cotangent.compiler.structure;

import java.util.List;

/** A Fisher metric as text: the terms of the log density, and what each adds. */
public final class MetricText {

    private MetricText() {}

    /** The terms of a program that depend on parameters, in the order of its text. */
    public static String of(List<MetricTerm> terms) {
        StringBuilder text = new StringBuilder();
        for (MetricTerm term : terms) {
            text.append(term.span().location())
                    .append("  ")
                    .append(term.span().text())
                    .append('\n');
            if (term.gap().isPresent()) {
                String what = term.density().equals(term.span().text()) ? "" : " of `" + term.density() + "`";
                text.append("  no information")
                        .append(what)
                        .append(": ")
                        .append(term.gap().get())
                        .append('\n');
            } else {
                text.append("  ")
                        .append(term.density())
                        .append(", depends on parameters in ")
                        .append(String.join(", ", term.arguments()))
                        .append('\n');
                term.entries()
                        .forEach(entry -> text.append("    ").append(entry).append('\n'));
            }
        }
        long gaps = terms.stream().filter(t -> t.gap().isPresent()).count();
        return text.append(summary(terms.size(), gaps)).append('\n').toString();
    }

    private static String summary(int terms, long gaps) {
        if (terms == 0) {
            return "No term of the log density depends on parameters: the Fisher metric is zero.";
        }
        return gaps == 0
                ? "The Fisher metric is the sum of J' F J over " + count(terms) + "."
                : "There is no Fisher metric: " + gaps + " of " + count(terms) + " have no information.";
    }

    private static String count(int terms) {
        return terms == 1 ? "1 term" : terms + " terms";
    }
}
