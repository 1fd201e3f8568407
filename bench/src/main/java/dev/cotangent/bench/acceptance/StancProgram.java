package dev.cotangent.bench.acceptance;

import java.nio.file.Path;
import java.util.OptionalInt;

/**
 * A program of stanc3's test suite.
 *
 * @param file the text
 * @param group folder below {@code test/integration}
 * @param good true if stanc3 accepts it
 * @param errorLine line that stanc3's message names first, if it rejects the program
 */
record StancProgram(Path file, String group, boolean good, OptionalInt errorLine) {

    String name() {
        return group + "/" + file.getFileName();
    }

    /** True if it is one of the files that list every signature of a function. */
    boolean isSignatures() {
        return good && group.startsWith("good/function-signatures");
    }
}
