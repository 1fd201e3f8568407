package dev.cotangent.cli;

import dev.cotangent.spi.ModelCompiler;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.function.Supplier;

/**
 * What a command runs in.
 *
 * @param out results
 * @param err progress, notes and errors
 * @param terminal where {@code err} leads
 * @param directory folder that relative paths start from
 * @param compiler loads the compiler when first needed
 */
public record Environment(
        PrintWriter out, PrintWriter err, Terminal terminal, Path directory, Supplier<ModelCompiler> compiler) {

    /**
     * What can be shown.
     *
     * @param interactive true if lines can be redrawn
     * @param width characters a line, positive
     */
    public record Terminal(boolean interactive, int width) {

        /** A file, a pipe, or a terminal that cannot redraw. */
        public static final Terminal PLAIN = new Terminal(false, 100);

        // The launcher asks the shell: in Java the question costs loading a console implementation.
        static Terminal ofProcess() {
            int width = Integer.getInteger("cotangent.terminal.width", 0);
            return width > 0 ? new Terminal(true, width) : PLAIN;
        }
    }
}
