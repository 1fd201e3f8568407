package dev.cotangent.cli.command;

import dev.cotangent.Autodiff;
import dev.cotangent.CompileOptions;
import dev.cotangent.Includes;
import dev.cotangent.cli.Environment;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import picocli.CommandLine.Option;

/** The options that say how a model is compiled. */
final class CompileArguments {

    /** Ways that can be asked for by name. */
    enum Mode {
        FORWARD(Autodiff.FORWARD),
        MIXED(Autodiff.MIXED);

        private final Autodiff autodiff;

        Mode(Autodiff autodiff) {
            this.autodiff = autodiff;
        }
    }

    @Option(
            names = "--ad",
            paramLabel = "MODE",
            description = "How to differentiate: forward or mixed. Default: as the number of parameters suggests.")
    private Optional<Mode> mode;

    @Option(
            names = "--include-path",
            paramLabel = "DIR",
            description = "A folder with texts for #include; may be repeated. The model's own folder comes first.")
    private List<Path> folders = List.of();

    /** The options as they were given. */
    List<String> given() {
        List<String> given = new ArrayList<>();
        mode.ifPresent(m -> given.add("--ad=" + m));
        folders.forEach(folder -> given.add("--include-path=" + folder));
        return given;
    }

    /** The options for a model of a folder. */
    CompileOptions of(Environment environment, Path folder) {
        List<Path> all = Stream.concat(Stream.of(folder), folders.stream().map(environment.directory()::resolve))
                .toList();
        CompileOptions options = CompileOptions.defaults().withIncludes(Includes.folders(all));
        return mode.map(m -> options.withAutodiff(m.autodiff)).orElse(options);
    }
}
