package dev.cotangent.cli.command;

import dev.cotangent.cli.Environment;
import dev.cotangent.cli.UserError;
import dev.cotangent.runtime.model.Model;
import dev.cotangent.runtime.output.JsonTree;
import dev.cotangent.runtime.output.Provenance;
import dev.cotangent.runtime.output.RunManifest;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** The optimum that a run of {@code cotangent optimize} found. */
final class StoredMode {

    private StoredMode() {}

    /**
     * Its position.
     *
     * @throws UserError if the folder holds no such run, or one of another model or other data
     */
    static double[] read(Environment environment, Path directory, Provenance provenance, Model model) {
        Path file = environment.directory().resolve(directory).resolve(RunManifest.FILE_NAME);
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            if (JsonTree.read(in) instanceof Map<?, ?> tree
                    && tree.get("result") instanceof Map<?, ?> result
                    && result.get("position") instanceof List<?> position) {
                requireSame(
                        directory,
                        tree,
                        "modelHash",
                        provenance.modelHash(),
                        "another model, or --no-jacobian or" + " --ad differ");
                requireSame(directory, tree, "dataHash", provenance.dataHash(), "other data");
                return coordinates(directory, position, model.layout().dimension());
            }
            throw new UserError(directory + " holds no run of cotangent optimize: its run.json has no optimum");
        } catch (IOException e) {
            throw UserError.unreadable(directory.resolve(RunManifest.FILE_NAME), e);
        }
    }

    private static void requireSame(Path directory, Map<?, ?> tree, String member, String wanted, String difference) {
        if (!wanted.equals(tree.get(member))) {
            throw new UserError("the optimum in " + directory + " is of " + difference);
        }
    }

    private static double[] coordinates(Path directory, List<?> position, int dimension) {
        double[] q = new double[position.size()];
        for (int i = 0; i < q.length; i++) {
            q[i] = position.get(i) instanceof Number number ? number.doubleValue() : Double.NaN;
        }
        if (q.length != dimension) {
            throw new UserError(
                    "the optimum in " + directory + " has " + q.length + " coordinates, the model has " + dimension);
        }
        return q;
    }
}
