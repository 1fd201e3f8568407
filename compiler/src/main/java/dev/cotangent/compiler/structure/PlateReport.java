package dev.cotangent.compiler.structure;

import dev.cotangent.compiler.source.Span;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What was found about the rows of a program, as text. */
public final class PlateReport {

    private PlateReport() {}

    /** The findings, in their order, one size of the data after the other. */
    public static String of(List<PlateFinding> findings) {
        if (findings.isEmpty()) {
            return "no data have a size of their own: there are no rows\n";
        }
        Optional<RowDensity> best = Plates.best(findings);
        StringBuilder text = new StringBuilder();
        for (PlateFinding finding : findings) {
            if (finding instanceof PlateFinding.Plated plated) {
                boolean isBest =
                        best.filter(density -> density == plated.density()).isPresent();
                plated(text, plated, isBest && findings.size() > 1);
            } else if (finding instanceof PlateFinding.NotPlated not) {
                text.append("no plate ").append(not.size()).append('\n');
                line(text, not.span(), not.reason());
            }
        }
        return text.toString();
    }

    private static void plated(StringBuilder text, PlateFinding.Plated plated, boolean isBest) {
        RowDensity density = plated.density();
        text.append("plate ").append(plated.size()).append(isBest ? " (the one to evaluate by)\n" : "\n");
        for (Span span : density.statements()) {
            line(text, span, span.text());
        }
        text.append("  rows of ")
                .append(density.windows().stream()
                        .map(window -> window.data().name())
                        .collect(Collectors.joining(", ")))
                .append('\n');
        for (RowDensity.WholeUse use : density.wholes()) {
            line(text, use.span(), "whole: " + use.message());
        }
    }

    private static void line(StringBuilder text, Span span, String what) {
        text.append("  ").append(span.location()).append(": ").append(what).append('\n');
    }
}
