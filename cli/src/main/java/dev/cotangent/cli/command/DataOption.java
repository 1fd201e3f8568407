package dev.cotangent.cli.command;

import dev.cotangent.cli.Environment;
import dev.cotangent.cli.UserError;
import dev.cotangent.runtime.data.JsonData;
import dev.cotangent.runtime.model.DataSource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.util.HexFormat;
import java.util.Optional;
import picocli.CommandLine.Option;

/** The option that names the data. */
final class DataOption {

    @Option(names = "--data", paramLabel = "FILE", description = "Data in Stan's JSON format. Default: no data.")
    private Optional<Path> file;

    /**
     * Data as read.
     *
     * @param source values by name
     * @param hash SHA-256 of the file, in hexadecimal; empty without a file
     */
    record Content(DataSource source, String hash) {}

    Content read(Environment environment) {
        return file.map(path -> read(environment, path)).orElseGet(DataOption::none);
    }

    /** No data at all. */
    static Content none() {
        return new Content(JsonData.parse("{}", "no --data given"), "");
    }

    /** The data in a file. */
    static Content read(Environment environment, Path path) {
        try (DigestInputStream in = new DigestInputStream(
                Files.newInputStream(environment.directory().resolve(path)), Sha256.digest())) {
            DataSource source = JsonData.read(in, path.toString());
            return new Content(
                    source, HexFormat.of().formatHex(in.getMessageDigest().digest()));
        } catch (IOException e) {
            throw UserError.unreadable(path, e);
        }
    }
}
