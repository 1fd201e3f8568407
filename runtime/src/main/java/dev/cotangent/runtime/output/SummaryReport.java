package dev.cotangent.runtime.output;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.cotangent.runtime.diagnostic.QuantileEstimate;
import dev.cotangent.runtime.diagnostic.Summary;
import dev.cotangent.runtime.diagnostic.VariableSummary;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
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
        List<String> heads = new ArrayList<>(List.of("mean", "mcse_mean", "sd", "mcse_sd", "mad"));
        for (QuantileEstimate quantile :
                rows.isEmpty() ? List.<QuantileEstimate>of() : rows.get(0).quantiles()) {
            heads.add("q" + quantile.percent());
            heads.add("mcse_q" + quantile.percent());
        }
        heads.addAll(List.of("ess_mean", "ess_bulk", "ess_tail", "r_hat"));
        DecimalTable table = new DecimalTable(writer, "name", heads);
        for (VariableSummary row : rows) {
            table.row(row.name(), figures(row));
        }
        writer.flush();
    }

    private static double[] figures(VariableSummary row) {
        DoubleStream.Builder figures = DoubleStream.builder();
        figures.add(row.mean()).add(row.mcseMean());
        figures.add(row.standardDeviation()).add(row.mcseStandardDeviation()).add(row.medianAbsoluteDeviation());
        row.quantiles().forEach(quantile -> figures.add(quantile.value()).add(quantile.mcse()));
        figures.add(row.essMean()).add(row.essBulk()).add(row.essTail()).add(row.rHat());
        return figures.build().toArray();
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
