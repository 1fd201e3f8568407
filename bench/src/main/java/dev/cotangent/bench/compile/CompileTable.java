package dev.cotangent.bench.compile;

import com.sun.management.ThreadMXBean;
import dev.cotangent.Cotangent;
import dev.cotangent.bench.posteriordb.Posteriordb;
import dev.cotangent.runtime.data.JsonData;
import dev.cotangent.runtime.model.DataSource;
import dev.cotangent.runtime.model.LogDensity;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Times the way from text to the first gradient for posteriordb's programs, in one warm process, and prints Markdown.
 *
 * <p>Programs are compiled in turns, first unmeasured, then a few times; a figure is the median, in CPU time of the thread.
 * Data are in memory as read from JSON. Arguments: a git directory of posteriordb, and names of programs, all if none.
 */
public final class CompileTable {

    private static final int WARM_UP_ROUNDS = 4;
    private static final int ROUNDS = 5;

    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final Posteriordb posteriordb;

    private CompileTable(Posteriordb posteriordb) {
        this.posteriordb = posteriordb;
    }

    /** A program, the data it is bound to, and the times that were taken. */
    private record Subject(String name, String text, DataSource data, List<Double> milliseconds) {

        double median() {
            return milliseconds.stream().sorted().toList().get(milliseconds.size() / 2);
        }
    }

    /** Runs the programs that the arguments name, or all. */
    public static void main(String[] arguments) throws IOException {
        List<String> names = List.of(arguments).subList(1, arguments.length);
        CompileTable table = new CompileTable(new Posteriordb(Path.of(arguments[0])));
        List<Subject> subjects = table.subjects(names);
        for (int round = -WARM_UP_ROUNDS; round < ROUNDS; round++) {
            for (Subject subject : subjects) {
                double time = milliseconds(subject);
                if (round >= 0) {
                    subject.milliseconds().add(time);
                }
            }
        }
        print(subjects);
    }

    private List<Subject> subjects(List<String> names) throws IOException {
        List<Subject> result = new ArrayList<>();
        for (Map.Entry<String, String> entry : posteriordb.dataByProgram().entrySet()) {
            if (names.isEmpty() || names.contains(entry.getKey())) {
                subject(entry.getKey(), entry.getValue(), result);
            }
        }
        return result;
    }

    private void subject(String name, String data, List<Subject> result) {
        try {
            DataSource source = JsonData.read(new ByteArrayInputStream(posteriordb.data(data)), data + ".json");
            Subject subject = new Subject(name, posteriordb.program(name), source, new ArrayList<>());
            milliseconds(subject);
            result.add(subject);
        } catch (IOException | RuntimeException e) {
            // One program that does not compile must not cost the figures of the others.
            System.err.println("left out: " + name + ": "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
    }

    private static double milliseconds(Subject subject) {
        long start = THREADS.getCurrentThreadCpuTime();
        LogDensity density = Cotangent.compile(subject.name() + ".model", subject.text())
                .bind(subject.data())
                .newLogDensity();
        double[] q = new double[density.dimension()];
        density.gradient(q, new double[q.length]);
        return (THREADS.getCurrentThreadCpuTime() - start) / 1e6;
    }

    private static void print(List<Subject> subjects) {
        List<Double> medians = subjects.stream().map(Subject::median).sorted().toList();
        line(
                "%d programs: median %.1f ms, most %.1f ms, %d over 50 ms",
                medians.size(),
                medians.get(medians.size() / 2),
                medians.get(medians.size() - 1),
                medians.stream().filter(m -> m > 50).count());
        line("");
        line("| program | lines | ms |");
        line("|---|---:|---:|");
        subjects.stream()
                .sorted(Comparator.comparingDouble(Subject::median).reversed())
                .forEach(s ->
                        line("| %s | %d | %.1f |", s.name(), s.text().lines().count(), s.median()));
    }

    private static void line(String format, Object... values) {
        System.out.println(String.format(Locale.ROOT, format, values));
    }
}
