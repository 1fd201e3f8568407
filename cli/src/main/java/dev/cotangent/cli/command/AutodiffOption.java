package dev.cotangent.cli.command;

import dev.cotangent.Autodiff;
import dev.cotangent.CompileOptions;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that says how gradients are computed. */
final class AutodiffOption {

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

    CompileOptions compileOptions() {
        return mode.map(m -> new CompileOptions(m.autodiff)).orElseGet(CompileOptions::defaults);
    }
}
