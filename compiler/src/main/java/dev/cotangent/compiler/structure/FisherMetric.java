package dev.cotangent.compiler.structure;

import dev.cotangent.compiler.ir.Procedure;
import java.util.ArrayList;
import java.util.List;

/**
 * The Fisher metric of a program, before forward mode.
 *
 * @param form of a position and weights (its two buffers) to the weighted sum over directions u of {@code u' G u}; it
 *     computes with {@linkplain dev.cotangent.compiler.ir.TangentMark tangents} in the directions
 * @param terms of the log density that depend on parameters, in the order in which they were met
 */
public record FisherMetric(Procedure form, List<MetricTerm> terms) {

    public FisherMetric {
        terms = List.copyOf(terms);
    }

    /** The terms for which no information is known. */
    public List<MetricTerm> gaps() {
        return terms.stream().filter(t -> t.gap().isPresent()).toList();
    }

    /** True if the metric is known: every term's information is. */
    public boolean isComplete() {
        return gaps().isEmpty();
    }

    /** The same with a term that turned out to have no derivatives of the order that it takes. */
    public FisherMetric with(MetricTerm gap) {
        List<MetricTerm> all = new ArrayList<>(terms);
        all.add(gap);
        return new FisherMetric(form, all);
    }
}
