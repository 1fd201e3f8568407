package dev.cotangent.cli.command;

import dev.cotangent.CompileOptions;
import dev.cotangent.cli.Environment;
import dev.cotangent.cli.UserError;
import dev.cotangent.spi.AheadOfTimeModel;
import dev.cotangent.spi.CompilesAhead;
import dev.cotangent.spi.ModelCompiler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExitCode;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code cotangent compile}: writes a model and its typed companion into a jar. */
@Command(
        name = "compile",
        description = "Compile a model into a jar with a typed Java class, to be used without the compiler.")
public final class CompileCommand implements Callable<Integer> {

    private final Environment environment;

    @Parameters(paramLabel = "MODEL", description = "File of the model.")
    private Path file;

    @Option(
            names = {"-o", "--out"},
            paramLabel = "JAR",
            description = "The jar to write. Default: the model's file with .jar instead of .model.")
    private Optional<Path> out;

    @Option(
            names = "--package",
            paramLabel = "NAME",
            defaultValue = "models",
            description = "Package of the classes. Default: ${DEFAULT-VALUE}.")
    private String packageName;

    @Option(names = "--curvature", description = "Compile second derivatives, too.")
    private boolean curvature;

    @Mixin
    private CompileArguments arguments;

    public CompileCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() {
        ModelFile model = ModelFile.read(environment, file);
        CompileOptions options = arguments.of(environment, model.folder());
        AheadOfTimeModel compiled = compile(model, curvature ? options.withCurvature() : options);
        compiled.warnings().forEach(warning -> environment.err().print(warning.rendered()));
        Path jar =
                environment.directory().resolve(out.orElseGet(() -> file.resolveSibling(stem(model.name()) + ".jar")));
        try {
            ModelJar.write(compiled, jar);
        } catch (IOException e) {
            throw UserError.unwritable(jar, e);
        }
        environment.err().println(jar.getFileName() + ": class " + compiled.className());
        return ExitCode.OK;
    }

    private AheadOfTimeModel compile(ModelFile model, CompileOptions options) {
        ModelCompiler compiler = environment.compiler().get();
        if (!(compiler instanceof CompilesAhead ahead)) {
            throw new UserError("this compiler can't write jars");
        }
        try {
            return ahead.compileAhead(model.name(), model.text(), packageName, options);
        } catch (IllegalArgumentException e) {
            throw new UserError(String.valueOf(e.getMessage()));
        }
    }

    private static String stem(String name) {
        return name.endsWith(".model") ? name.substring(0, name.length() - ".model".length()) : name;
    }
}
