package dev.cotangent.maven;

import dev.cotangent.CompileOptions;
import dev.cotangent.Includes;
import dev.cotangent.ModelCompilationException;
import dev.cotangent.spi.AheadOfTimeModel;
import dev.cotangent.spi.CompilesAhead;
import dev.cotangent.spi.ModelCompiler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Compiles the models of a folder that have changed, and removes what was made of models that are gone. */
final class ModelBuild {

    private static final String ENDING = ".model";

    private final Path models;
    private final Path sources;
    private final Path classes;
    private final Path records;
    private final String packageName;
    private final CompileOptions options;
    private final CompilesAhead compiler;
    private final List<String> warnings = new ArrayList<>();
    private final List<String> errors = new ArrayList<>();
    private final List<String> failed = new ArrayList<>();
    private int compiled;
    private int unchanged;

    /**
     * A build.
     *
     * @param models folder of models
     * @param sources where companions go
     * @param classes where classes go
     * @param records where this build keeps what it did
     * @param packageName package of the models that lie in no folder below
     */
    ModelBuild(Path models, Path sources, Path classes, Path records, String packageName, CompileOptions options) {
        this.models = models;
        this.sources = sources;
        this.classes = classes;
        this.records = records;
        this.packageName = packageName;
        this.options = options;
        this.compiler = (CompilesAhead) ServiceLoader.load(ModelCompiler.class, ModelBuild.class.getClassLoader())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("the plugin depends on a compiler"));
    }

    /**
     * What was done.
     *
     * @param errors one a problem: file, line, column and message as Java's compiler has them, for development environments
     * @param failed models that do not compile
     */
    record Result(int compiled, int unchanged, List<String> warnings, List<String> errors, List<String> failed) {}

    Result run() throws IOException {
        Set<Path> current = new HashSet<>();
        for (Path model : files(models, ENDING)) {
            Path relative = models.relativize(model);
            current.add(recordOf(relative));
            build(model, relative);
        }
        for (Path record : files(records, ".built")) {
            if (!current.contains(record)) {
                remove(record);
            }
        }
        return new Result(compiled, unchanged, List.copyOf(warnings), List.copyOf(errors), List.copyOf(failed));
    }

    private static List<Path> files(Path folder, String ending) throws IOException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.walk(folder)) {
            return all.filter(Files::isRegularFile)
                    .filter(file -> file.getFileName().toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }

    private Path recordOf(Path relative) {
        return records.resolve(relative + ".built");
    }

    private void build(Path model, Path relative) throws IOException {
        String text = Files.readString(model);
        Includes texts = Includes.folders(List.of(model.toAbsolutePath().getParent(), models.toAbsolutePath()));
        Path record = recordOf(relative);
        String packaged = packageOf(relative);
        Map<String, Optional<String>> included = new TreeMap<>();
        Includes noted = name -> {
            Optional<String> found = texts.text(name);
            included.put(name, found);
            return found;
        };
        String settings = packaged + options.withIncludes(BuildRecord.NOTHING);
        if (BuildRecord.read(record)
                .filter(r -> r.isCurrent(settings, text, texts))
                .isPresent()) {
            unchanged++;
            return;
        }
        remove(record);
        try {
            AheadOfTimeModel done =
                    compiler.compileAhead(model.getFileName().toString(), text, packaged, options.withIncludes(noted));
            done.warnings().forEach(w -> warnings.add(place(model, w.line(), w.column()) + w.rendered()));
            Path source = sources.resolve(done.sourcePath());
            Path program = classes.resolve(done.programPath());
            write(source, done.source().getBytes(StandardCharsets.UTF_8));
            write(program, done.program());
            BuildRecord.of(settings, text, included, List.of(source, program)).write(record);
            compiled++;
        } catch (ModelCompilationException e) {
            failed.add(relative.toString());
            e.problems().forEach(p -> errors.add(place(fileOf(model, p.file()), p.line(), p.column()) + p.message()));
            errors.add(e.getMessage());
        } catch (IllegalArgumentException e) {
            failed.add(relative.toString());
            errors.add(place(model, 1, 1) + e.getMessage());
        }
    }

    /** The file of a problem, which may be an included one. */
    private Path fileOf(Path model, String name) {
        return Stream.of(model.resolveSibling(name), models.resolve(name))
                .filter(Files::exists)
                .findFirst()
                .orElse(model);
    }

    private static String place(Path file, int line, int column) {
        return file.toAbsolutePath() + ":[" + line + "," + column + "] ";
    }

    private String packageOf(Path relative) {
        StringBuilder name = new StringBuilder(packageName);
        for (int k = 0; k < relative.getNameCount() - 1; k++) {
            name.append('.').append(relative.getName(k));
        }
        return name.toString();
    }

    private static void write(Path file, byte[] content) throws IOException {
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    /** Removes what was made of a model. */
    private static void remove(Path record) throws IOException {
        for (Path made : BuildRecord.read(record).map(BuildRecord::made).orElse(List.of())) {
            Files.deleteIfExists(made);
        }
        Files.deleteIfExists(record);
    }
}
