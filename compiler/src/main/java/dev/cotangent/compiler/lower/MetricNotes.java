package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.structure.MetricTerm;
import java.util.ArrayList;
import java.util.List;

/** Of a procedure that computes a Fisher metric: the weights of its directions, and what was found of its terms. */
final class MetricNotes {

    private final Buffer weights;
    private final List<MetricTerm> terms = new ArrayList<>();

    MetricNotes(Buffer weights) {
        this.weights = weights;
    }

    Buffer weights() {
        return weights;
    }

    /** Takes note of a term, once for all copies of its code. */
    void report(MetricTerm term) {
        if (!terms.contains(term)) {
            terms.add(term);
        }
    }

    List<MetricTerm> terms() {
        return List.copyOf(terms);
    }
}
