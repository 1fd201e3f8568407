package dev.cotangent.bench.gradient;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/** The figures as Markdown: a summary, the worst ten, all programs, those with differential equations apart. */
final class MarkdownReport {

    private static final int WORST = 10;

    private final List<Measurement> plain;
    private final List<Measurement> ode;
    private final StringBuilder out = new StringBuilder();

    private MarkdownReport(List<Measurement> measurements) {
        this.plain = measurements.stream().filter(m -> !m.usesOde()).toList();
        this.ode = measurements.stream().filter(Measurement::usesOde).toList();
    }

    static String of(List<Measurement> measurements) {
        MarkdownReport report = new MarkdownReport(measurements);
        report.summary("programs", report.plain);
        report.summary("programs with differential equations", report.ode);
        report.table("Worst ten", report.worst());
        report.table("All programs", report.plain);
        report.table("Programs with differential equations", report.ode);
        return report.out.toString();
    }

    private List<Measurement> worst() {
        return plain.stream()
                .filter(m -> m.ratio().isPresent())
                .sorted(Comparator.comparingDouble(m -> m.ratio().getAsDouble()))
                .limit(WORST)
                .toList();
    }

    private void summary(String what, List<Measurement> group) {
        double[] ratios = group.stream()
                .map(Measurement::ratio)
                .filter(OptionalDouble::isPresent)
                .mapToDouble(OptionalDouble::getAsDouble)
                .toArray();
        double mean = Math.exp(DoubleStream.of(ratios).map(Math::log).average().orElse(Double.NaN));
        line(
                "%d %s: geometric mean %.2f, least %.2f, %d under 1, %d under 0.5 (Stan's time / ours)",
                ratios.length,
                what,
                mean,
                DoubleStream.of(ratios).min().orElse(Double.NaN),
                DoubleStream.of(ratios).filter(r -> r < 1).count(),
                DoubleStream.of(ratios).filter(r -> r < 0.5).count());
    }

    private void table(String title, List<Measurement> rows) {
        line("");
        line("%s", title);
        line("");
        line("| posterior | dimension | ours, us | Stan, us | ratio | remark |");
        line("|---|---:|---:|---:|---:|---|");
        for (Measurement row : rows) {
            line(
                    "| %s | %d | %s | %s | %s | %s |",
                    row.posterior().name(),
                    row.posterior().point().length,
                    figure(OptionalDouble.of(row.microseconds())),
                    figure(row.stanMicroseconds()),
                    figure(row.ratio()),
                    remark(row));
        }
    }

    private static String remark(Measurement row) {
        String allocated = row.bytes() == 0 ? "" : "allocates " + row.bytes() + " bytes";
        return allocated.isEmpty() || row.remark().isEmpty()
                ? row.remark() + allocated
                : row.remark() + "; " + allocated;
    }

    /** Three significant digits. */
    private static String figure(OptionalDouble value) {
        if (value.isEmpty()) {
            return "-";
        }
        double x = value.getAsDouble();
        int decimals = Math.max(0, 2 - (int) Math.floor(Math.log10(x)));
        return String.format(Locale.ROOT, "%." + decimals + "f", x);
    }

    private void line(String format, Object... values) {
        out.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
