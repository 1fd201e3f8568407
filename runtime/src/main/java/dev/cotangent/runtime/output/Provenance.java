package dev.cotangent.runtime.output;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a run can be repeated from.
 *
 * @param version version of the project
 * @param modelHash hash of the model's source; empty if unknown
 * @param dataHash hash of the data; empty if unknown
 * @param inputs hashes of other files that the run reads, by what they are for
 * @param command the command that asked for the run, if it was one
 */
public record Provenance(
        String version, String modelHash, String dataHash, Map<String, String> inputs, Optional<Command> command) {

    public Provenance {
        inputs = Collections.unmodifiableMap(new TreeMap<>(inputs));
    }

    /** Provenance of a run that reads model and data alone, and that a program asked for. */
    public Provenance(String version, String modelHash, String dataHash) {
        this(version, modelHash, dataHash, Map.of(), Optional.empty());
    }

    /**
     * A command line.
     *
     * @param directory folder that relative paths start from
     * @param arguments what follows the name of the program
     */
    public record Command(String directory, List<String> arguments) {
        public Command {
            arguments = List.copyOf(arguments);
        }
    }
}
