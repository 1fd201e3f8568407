package dev.cotangent.bench.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The programs below {@code test/integration/good} and {@code test/integration/bad} of a work tree of stanc3. What stanc3 says
 * of a bad program stands in the file {@code stanc.expected} of its folder: a shell session, the command
 * {@code $ stanc NAME} before the message.
 */
final class StancSuite {

    private static final Pattern COMMAND = Pattern.compile("\\s*\\$ .* (\\S+\\.stan)\\s*");
    private static final Pattern PLACE = Pattern.compile(".*?\\bline (\\d+), column \\d+.*");

    private StancSuite() {}

    /**
     * All programs, sorted by name.
     *
     * @param stanc3 the root of stanc3's work tree
     */
    static List<StancProgram> read(Path stanc3) throws IOException {
        Path root = stanc3.resolve("test/integration");
        List<StancProgram> programs = new ArrayList<>();
        try (Stream<Path> files = Stream.concat(Files.walk(root.resolve("good")), Files.walk(root.resolve("bad")))) {
            Map<Path, Map<String, Integer>> expected = new HashMap<>();
            for (Path file :
                    files.filter(f -> f.toString().endsWith(".stan")).sorted().toList()) {
                String group = root.relativize(file.getParent()).toString();
                boolean good = group.startsWith("good");
                Integer line = null;
                if (!good) {
                    Path folder = file.getParent();
                    if (!expected.containsKey(folder)) {
                        expected.put(folder, errorLines(folder.resolve("stanc.expected")));
                    }
                    line = expected.get(folder).get(file.getFileName().toString());
                }
                programs.add(
                        new StancProgram(file, group, good, line == null ? OptionalInt.empty() : OptionalInt.of(line)));
            }
        }
        return programs;
    }

    /** By program: the first line that its message names. */
    static Map<String, Integer> errorLines(Path transcript) throws IOException {
        Map<String, Integer> lines = new HashMap<>();
        if (!Files.exists(transcript)) {
            return lines;
        }
        String program = null;
        for (String line : Files.readAllLines(transcript)) {
            Matcher command = COMMAND.matcher(line);
            Matcher place = PLACE.matcher(line);
            if (command.matches()) {
                program = command.group(1);
            } else if (program != null && place.matches()) {
                lines.putIfAbsent(program, Integer.valueOf(place.group(1)));
            }
        }
        return lines;
    }
}
