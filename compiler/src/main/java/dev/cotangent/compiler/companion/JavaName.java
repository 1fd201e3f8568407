package dev.cotangent.compiler.companion;

import java.util.Set;

/** Names of Java for things of a model. */
final class JavaName {

    private static final Set<String> TAKEN = Set.of(
            "abstract",
            "assert",
            "boolean",
            "break",
            "byte",
            "case",
            "catch",
            "char",
            "class",
            "const",
            "continue",
            "default",
            "do",
            "double",
            "else",
            "enum",
            "extends",
            "final",
            "finally",
            "float",
            "for",
            "goto",
            "if",
            "implements",
            "import",
            "instanceof",
            "int",
            "interface",
            "long",
            "native",
            "new",
            "package",
            "private",
            "protected",
            "public",
            "return",
            "short",
            "static",
            "strictfp",
            "super",
            "switch",
            "synchronized",
            "this",
            "throw",
            "throws",
            "transient",
            "try",
            "void",
            "volatile",
            "while",
            "true",
            "false",
            "null",
            "_",
            // methods of every object, which no component of a record may be called like
            "clone",
            "finalize",
            "getClass",
            "hashCode",
            "notify",
            "notifyAll",
            "toString",
            "wait",
            // methods of the companion's own classes
            "builder",
            "build",
            "source",
            "all",
            "equals");

    private JavaName() {}

    /** The name of a method, a component or a parameter for a variable of a model. */
    static String of(String variable) {
        return TAKEN.contains(variable) ? variable + "_" : variable;
    }

    /**
     * The name of the class for a model: {@code eight_schools} is {@code EightSchools}.
     *
     * @throws IllegalArgumentException if there is none
     */
    static String ofClass(String model) {
        StringBuilder name = new StringBuilder();
        boolean upper = true;
        for (char c : model.toCharArray()) {
            if (!Character.isLetterOrDigit(c)) {
                upper = true;
            } else {
                name.append(upper ? Character.toUpperCase(c) : c);
                upper = false;
            }
        }
        if (name.isEmpty() || !Character.isJavaIdentifierStart(name.charAt(0))) {
            throw new IllegalArgumentException("no class of Java can be called after the model `" + model
                    + "`: let its file name start with a letter");
        }
        return name.toString();
    }

    /**
     * The name of a package, once it is sure that it is one.
     *
     * @throws IllegalArgumentException if not
     */
    static String ofPackage(String name) {
        for (String part : name.split("\\.", -1)) {
            if (part.isEmpty()
                    || !Character.isJavaIdentifierStart(part.charAt(0))
                    || !part.chars().allMatch(Character::isJavaIdentifierPart)
                    || TAKEN.contains(part) && Character.isLowerCase(part.charAt(0)) && isKeyword(part)) {
                throw new IllegalArgumentException(
                        "`" + name + "` is no package of Java; write one like com.example.models");
            }
        }
        return name;
    }

    private static boolean isKeyword(String part) {
        return !Set.of("clone", "finalize", "notify", "wait", "builder", "build", "source", "all", "equals")
                .contains(part);
    }
}
