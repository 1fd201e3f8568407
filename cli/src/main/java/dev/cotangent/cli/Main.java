package dev.cotangent.cli;

import dev.cotangent.spi.ModelCompiler;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ServiceLoader;

/** Where the process starts and ends. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        Environment environment = new Environment(
                writer(FileDescriptor.out),
                writer(FileDescriptor.err),
                Environment.Terminal.ofProcess(),
                Path.of(""),
                Main::compiler);
        int exitCode = CommandTree.run(environment, arguments);
        environment.out().flush();
        environment.err().flush();
        System.exit(exitCode);
    }

    private static ModelCompiler compiler() {
        return ServiceLoader.load(ModelCompiler.class, Main.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new UserError("no compiler on the class path: add cotangent-compiler"));
    }

    // UTF-8 whatever the platform's default: model names and messages may hold any letter.
    private static PrintWriter writer(FileDescriptor descriptor) {
        return new PrintWriter(new OutputStreamWriter(new FileOutputStream(descriptor), StandardCharsets.UTF_8), true);
    }
}
