package dev.cotangent.maven;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A local repository below {@code target} with this build's artifacts, as {@code install} would put them there; everything else
 * comes from the repository of the running build.
 */
final class LocalRepository {

    private static final List<String> MODULES =
            List.of("grammar", "stdlib", "runtime", "api", "compiler", "maven-plugin");
    private static final Pattern MODULE_NAME =
            Pattern.compile("<automatic.module.name>([^<]+)</automatic.module.name>");

    private final Path folder;
    private final String version = System.getProperty("cotangent.version");

    LocalRepository(Path folder) throws IOException {
        this.folder = folder.toAbsolutePath();
        Path root = Path.of("..");
        install("cotangent", root.resolve("pom.xml"));
        install("cotangent-bom", root.resolve("bom/pom.xml"));
        for (String module : MODULES) {
            String artifact = "cotangent-" + module;
            Path pom = root.resolve(module).resolve("pom.xml");
            install(artifact, pom);
            jar(root.resolve(module).resolve("target/classes"), moduleName(pom), file(artifact, ".jar"));
        }
        Files.writeString(this.folder.resolve("settings.xml"), settings());
    }

    Path settingsFile() {
        return folder.resolve("settings.xml");
    }

    Path path() {
        return folder;
    }

    private Path file(String artifact, String ending) throws IOException {
        Path target = folder.resolve("dev/cotangent").resolve(artifact).resolve(version);
        Files.createDirectories(target);
        return target.resolve(artifact + "-" + version + ending);
    }

    private void install(String artifact, Path pom) throws IOException {
        Files.write(file(artifact, ".pom"), Files.readAllBytes(pom));
    }

    private static String moduleName(Path pom) throws IOException {
        Matcher name = MODULE_NAME.matcher(Files.readString(pom));
        if (!name.find()) {
            throw new AssertionError(pom + " has no automatic.module.name");
        }
        return name.group(1);
    }

    private static void jar(Path classes, String moduleName, Path jar) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(new Attributes.Name("Automatic-Module-Name"), moduleName);
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file, manifest);
                Stream<Path> files = Files.walk(classes)) {
            for (Path path : files.filter(Files::isRegularFile).toList()) {
                out.putNextEntry(
                        new JarEntry(classes.relativize(path).toString().replace('\\', '/')));
                Files.copy(path, out);
                out.closeEntry();
            }
        }
    }

    private static String settings() {
        String repository =
                Path.of(System.getProperty("cotangent.repository")).toUri().toString();
        return """
                <settings>
                  <mirrors>
                    <mirror>
                      <id>running-build</id>
                      <mirrorOf>*</mirrorOf>
                      <url>%s</url>
                    </mirror>
                  </mirrors>
                </settings>
                """.formatted(repository);
    }
}
