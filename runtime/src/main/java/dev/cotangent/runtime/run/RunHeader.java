package dev.cotangent.runtime.run;

import java.util.List;

/**
 * What is known of a run before it starts.
 *
 * @param model name of the model
 * @param options what runs
 * @param columns columns of a draw, the sampler's statistics first
 */
public record RunHeader(String model, SamplerOptions options, List<Column> columns) {

    public RunHeader {
        columns = List.copyOf(columns);
    }
}
