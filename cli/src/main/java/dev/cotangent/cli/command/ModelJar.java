package dev.cotangent.cli.command;

import dev.cotangent.cli.UserError;
import dev.cotangent.spi.AheadOfTimeModel;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Writes the classes of a model, and the source of its companion, into a jar; the same model gives the same bytes. */
final class ModelJar {

    /** 1980, the first year that a jar can note. */
    private static final long TIME = 315_619_200_000L;

    private ModelJar() {}

    /** Compiles the companion and writes the jar, which is there when it is complete. */
    static void write(AheadOfTimeModel model, Path jar) throws IOException {
        Map<String, byte[]> entries = new TreeMap<>(companionClasses(model));
        entries.put(model.programPath(), model.program());
        entries.put(model.sourcePath(), model.source().getBytes(StandardCharsets.UTF_8));
        Path partial = jar.resolveSibling(jar.getFileName() + ".unfinished");
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        String packageName = model.className().substring(0, model.className().lastIndexOf('.'));
        manifest.getMainAttributes().put(new Attributes.Name("Automatic-Module-Name"), packageName);
        try (OutputStream file = Files.newOutputStream(partial);
                JarOutputStream out = new JarOutputStream(file)) {
            ByteArrayOutputStream head = new ByteArrayOutputStream();
            manifest.write(head);
            add(out, "META-INF/MANIFEST.MF", head.toByteArray());
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                add(out, entry.getKey(), entry.getValue());
            }
        }
        Files.move(partial, jar, StandardCopyOption.REPLACE_EXISTING);
    }

    private static void add(JarOutputStream out, String name, byte[] content) throws IOException {
        JarEntry entry = new JarEntry(name);
        entry.setTime(TIME);
        out.putNextEntry(entry);
        out.write(content);
        out.closeEntry();
    }

    private static Map<String, byte[]> companionClasses(AheadOfTimeModel model) throws IOException {
        JavaCompiler java = Optional.ofNullable(ToolProvider.getSystemJavaCompiler())
                .orElseThrow(() -> new UserError("compiling a model to a jar needs a JDK, but this Java is a JRE"
                        + System.lineSeparator() + "hint: set COTANGENT_JAVA_HOME to a JDK 17 or newer"));
        StringWriter messages = new StringWriter();
        try (Memory memory = new Memory(java.getStandardFileManager(null, null, StandardCharsets.UTF_8))) {
            List<String> options =
                    List.of("--release", "17", "-proc:none", "-cp", System.getProperty("java.class.path"));
            boolean compiled = java.getTask(messages, memory, null, options, null, List.of(new Text(model)))
                    .call();
            if (!compiled) {
                throw new IllegalStateException("the companion of the model does not compile: " + messages);
            }
            Map<String, byte[]> classes = new TreeMap<>();
            memory.classes.forEach(
                    (name, bytes) -> classes.put(name.replace('.', '/') + ".class", bytes.toByteArray()));
            return classes;
        }
    }

    /** The companion's text. */
    private static final class Text extends SimpleJavaFileObject {

        private final String text;

        Text(AheadOfTimeModel model) {
            super(URI.create("string:///" + model.sourcePath()), Kind.SOURCE);
            this.text = model.source();
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }

    /** Takes classes into memory. */
    private static final class Memory extends ForwardingJavaFileManager<JavaFileManager> {

        private final Map<String, ByteArrayOutputStream> classes = new TreeMap<>();

        Memory(JavaFileManager files) {
            super(files);
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            classes.put(className, bytes);
            return new SimpleJavaFileObject(URI.create("mem:///" + className + ".class"), kind) {
                @Override
                public OutputStream openOutputStream() {
                    return bytes;
                }
            };
        }
    }
}
