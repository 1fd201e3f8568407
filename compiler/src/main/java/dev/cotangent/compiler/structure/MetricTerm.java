package dev.cotangent.compiler.structure;

import dev.cotangent.compiler.source.Span;
import java.util.List;
import java.util.Optional;

/**
 * What a term of the log density adds to the Fisher metric.
 *
 * @param span the term's place in the model
 * @param density its distribution and arguments as they are written, or the term if it is no density
 * @param arguments names of the distribution's arguments that depend on parameters
 * @param entries of its information, those that count, as the distribution states them
 * @param gap why nothing is known
 */
public record MetricTerm(
        Span span, String density, List<String> arguments, List<String> entries, Optional<String> gap) {

    public MetricTerm {
        arguments = List.copyOf(arguments);
        entries = List.copyOf(entries);
    }

    /** A term whose information is known. */
    public static MetricTerm known(Span span, String density, List<String> arguments, List<String> entries) {
        return new MetricTerm(span, density, arguments, entries, Optional.empty());
    }

    /** A term whose information is not known. */
    public static MetricTerm gap(Span span, String term, String reason) {
        return new MetricTerm(span, term, List.of(), List.of(), Optional.of(reason));
    }
}
