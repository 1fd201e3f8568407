package dev.cotangent.runtime.output;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.cotangent.runtime.diagnostic.QuantileEstimate;
import dev.cotangent.runtime.diagnostic.Summary;
import dev.cotangent.runtime.diagnostic.VariableSummary;
import java.io.IOException;
import java.io.Writer;
import java.util.List;

/**
 * The summary of a run, for programs to read.
 *
 * @param chains number of chains
 * @param draws draws a chain
 * @param summary summary of every column
 * @param advice what to do about the run, a sentence each; empty if nothing is wrong
 */
public record SummaryReport(int chains, int draws, Summary summary, List<String> advice) {

    public SummaryReport {
        advice = List.copyOf(advice);
    }

    /**
     * Writes one JSON object with members chains, draws, statistics, variables and advice. Numbers that are not finite
     * become the strings "NaN", "Infinity" and "-Infinity".
     *
     * @param writer not closed
     */
    public void write(Writer writer) throws IOException {
        try (JsonGenerator json = JsonText.generator(writer)) {
            json.useDefaultPrettyPrinter();
            json.writeStartObject();
            json.writeNumberField("chains", chains);
            json.writeNumberField("draws", draws);
            writeColumns(json, "statistics", summary.statistics());
            writeColumns(json, "variables", summary.variables());
            json.writeArrayFieldStart("advice");
            for (String line : advice) {
                json.writeString(line);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
    }

    private static void writeColumns(JsonGenerator json, String name, List<VariableSummary> columns)
            throws IOException {
        json.writeArrayFieldStart(name);
        for (VariableSummary column : columns) {
            json.writeStartObject();
            json.writeStringField("name", column.name());
            json.writeNumberField("mean", column.mean());
            json.writeNumberField("mcse_mean", column.mcseMean());
            json.writeNumberField("sd", column.standardDeviation());
            json.writeNumberField("mcse_sd", column.mcseStandardDeviation());
            json.writeNumberField("mad", column.medianAbsoluteDeviation());
            for (QuantileEstimate quantile : column.quantiles()) {
                String key = "q" + NumberText.of(100 * quantile.probability());
                json.writeNumberField(key, quantile.value());
                json.writeNumberField("mcse_" + key, quantile.mcse());
            }
            json.writeNumberField("ess_mean", column.essMean());
            json.writeNumberField("ess_bulk", column.essBulk());
            json.writeNumberField("ess_tail", column.essTail());
            json.writeNumberField("r_hat", column.rHat());
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
