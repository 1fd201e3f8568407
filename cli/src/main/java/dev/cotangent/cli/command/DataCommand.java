package dev.cotangent.cli.command;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code cotangent data}: what there is to do with files of data. */
@Command(name = "data", description = "Work with files of data: cotangent data pack.")
public final class DataCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "no command given: cotangent data pack FILE.csv");
    }
}
