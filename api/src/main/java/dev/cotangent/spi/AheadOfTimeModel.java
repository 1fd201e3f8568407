package dev.cotangent.spi;

import dev.cotangent.ModelWarning;
import java.util.List;

/**
 * A model as classes of a jar: its code, and a typed companion in Java that refers to it.
 *
 * @param className qualified name of the companion, as {@code com.example.EightSchools}
 * @param source text of the companion in Java 17
 * @param programName qualified name of the code's class
 * @param program bytes of that class
 * @param warnings what the author of the model should know
 */
public record AheadOfTimeModel(
        String className, String source, String programName, byte[] program, List<ModelWarning> warnings) {

    public AheadOfTimeModel {
        warnings = List.copyOf(warnings);
    }

    /** Where the companion's text belongs below a folder of sources. */
    public String sourcePath() {
        return className.replace('.', '/') + ".java";
    }

    /** Where the code's class belongs in a jar. */
    public String programPath() {
        return programName.replace('.', '/') + ".class";
    }
}
