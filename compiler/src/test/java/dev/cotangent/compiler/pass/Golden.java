package dev.cotangent.compiler.pass;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.compiler.ir.IrPrinter;
import dev.cotangent.compiler.ir.Procedure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Compares what a pass makes with a file of the test resources; {@code -Dgolden.update} writes the files anew. */
final class Golden {

    private static final Path FOLDER = Path.of("src/test/resources/pass");

    private Golden() {}

    /** Runs a pass on an example, and compares values and printed code. */
    static void verify(String example, Pass pass, Code code, Procedure procedure) {
        verify(example, pass, code, procedure, 0);
    }

    /** The same for a pass that may round differently: values agree to a relative tolerance. */
    static void verify(String example, Pass pass, Code code, Procedure procedure, double tolerance) {
        Procedure bind = code.bind(Code.SIZE);
        PassContext context = PassContext.afterBind(code.names, bind);
        Procedure result = pass.run(procedure, context);
        Outcome before = Outcome.of(bind, procedure);
        Outcome after = Outcome.of(Pipeline.extended(bind, context.additions()), result);
        assertThat(after.rounded(before, tolerance)).isEqualTo(before);
        StringBuilder text =
                new StringBuilder("before " + IrPrinter.print(procedure) + "\nafter " + IrPrinter.print(result));
        if (!context.additions().isEmpty()) {
            text.append("\nat bind\n");
            context.additions()
                    .forEach(statement -> text.append(IrPrinter.print(statement).indent(2)));
        }
        compare(pass.name() + "-" + example, text.toString());
    }

    private static void compare(String name, String actual) {
        Path file = FOLDER.resolve(name + ".txt");
        try {
            if (System.getProperty("golden.update") != null) {
                Files.createDirectories(FOLDER);
                Files.writeString(file, actual);
            }
            assertThat(actual).isEqualTo(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
