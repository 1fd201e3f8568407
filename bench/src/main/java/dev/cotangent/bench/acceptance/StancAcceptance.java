package dev.cotangent.bench.acceptance;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compiles the programs of a copy of stanc3's test suite, and prints how many of the good ones are accepted, how many of the
 * bad ones are rejected, and on which line.
 *
 * <p>Arguments: the root of stanc3's work tree, then any of {@code --check} (do not generate bytecode),
 * {@code --only=TEXT} (programs whose name contains it), {@code --list} (a line for each program that is not as it should be),
 * {@code --groups} (a line for each folder), {@code --seconds=N} (most time for one program, 30 unless told).
 */
public final class StancAcceptance {

    /** Counts of one kind of programs. */
    private static final class Tally {
        private int all;
        private int agreed;
        private int onLine;

        void add(StancProgram program, Verdict verdict) {
            all++;
            agreed += verdict.agrees(program) ? 1 : 0;
            onLine += verdict.isOnExpectedLine(program) ? 1 : 0;
        }

        void print(String what, boolean lines) {
            System.out.printf(
                    Locale.ROOT,
                    "%-64s %4d of %4d %5.1f %%%s%n",
                    what,
                    agreed,
                    all,
                    100.0 * agreed / all,
                    lines
                            ? String.format(
                                    Locale.ROOT, ", on stanc3's line %4d %5.1f %%", onLine, 100.0 * onLine / all)
                            : "");
        }
    }

    private StancAcceptance() {}

    /** Runs the suite. */
    public static void main(String[] arguments) throws Exception {
        List<String> options = List.of(arguments).subList(1, arguments.length);
        String only = value(options, "--only", "");
        boolean list = options.contains("--list");
        Map<String, Tally> tallies = new TreeMap<>();
        Map<String, Tally> groups = new TreeMap<>();
        try (Trial trial = new Trial(options.contains("--check"), Long.parseLong(value(options, "--seconds", "30")))) {
            for (StancProgram program : StancSuite.read(Path.of(arguments[0]))) {
                if (program.name().contains(only)) {
                    Verdict verdict = trial.of(program);
                    tallies.computeIfAbsent(kind(program), k -> new Tally()).add(program, verdict);
                    groups.computeIfAbsent(program.group(), k -> new Tally()).add(program, verdict);
                    if (list) {
                        report(program, verdict);
                    }
                }
            }
        }
        if (options.contains("--groups")) {
            groups.forEach((group, tally) -> tally.print(group, group.startsWith("bad")));
        }
        tallies.forEach((kind, tally) -> tally.print(kind, kind.startsWith("bad")));
    }

    private static String value(List<String> options, String name, String otherwise) {
        return options.stream()
                .filter(o -> o.startsWith(name + "="))
                .map(o -> o.substring(name.length() + 1))
                .findFirst()
                .orElse(otherwise);
    }

    private static String kind(StancProgram program) {
        if (!program.good()) {
            return "bad programs rejected";
        }
        return program.isSignatures() ? "signature files accepted" : "good programs accepted";
    }

    private static void report(StancProgram program, Verdict verdict) {
        boolean wrongLine = !program.good() && verdict.agrees(program) && !verdict.isOnExpectedLine(program);
        if (!verdict.agrees(program) || wrongLine) {
            System.out.println((wrongLine
                            ? "LINE " + program.errorLine().getAsInt() + " expected"
                            : verdict.kind().toString())
                    + "  " + program.name() + "  " + verdict.message());
        }
    }
}
