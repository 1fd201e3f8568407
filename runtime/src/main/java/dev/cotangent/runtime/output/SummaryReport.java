package dev.cotangent.runtime.output;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.cotangent.runtime.diagnostic.QuantileEstimate;
import dev.cotangent.runtime.diagnostic.Summary;
import dev.cotangent.runtime.diagnostic.VariableSummary;
import java.io.IOException;
import java.io.Writer;
import java.util.List;
import java.util.stream.Stream;

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

    /**
     * Writes a table of comma-separated values: a line of names, then a line a column of draws, sampler's first. Values that are
     * not finite are nan, inf and -inf.
     *
     * @param writer not closed
     */
    public void writeCsv(Writer writer) throws IOException {
        List<VariableSummary> rows = Stream.concat(summary.statistics().stream(), summary.variables().stream())
                .toList();
        StringBuilder text = new StringBuilder("name,mean,mcse_mean,sd,mcse_sd,mad");
        for (QuantileEstimate quantile :
                rows.isEmpty() ? List.<QuantileEstimate>of() : rows.get(0).quantiles()) {
            text.append(",q").append(quantile.percent()).append(",mcse_q").append(quantile.percent());
        }
        text.append(",ess_mean,ess_bulk,ess_tail,r_hat\n");
        for (VariableSummary row : rows) {
            text.append(row.name());
            append(text, row.mean(), row.mcseMean(), row.standardDeviation(), row.mcseStandardDeviation());
            append(text, row.medianAbsoluteDeviation());
            row.quantiles().forEach(quantile -> append(text, quantile.value(), quantile.mcse()));
            append(text, row.essMean(), row.essBulk(), row.essTail(), row.rHat());
            text.append('\n');
        }
        writer.write(text.toString());
        writer.flush();
    }

    private static void append(StringBuilder text, double... values) {
        for (double value : values) {
            NumberText.append(value, text.append(','));
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
                String key = "q" + quantile.percent();
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
