package dev.cotangent.compiler.codegen;

/**
 * What class is made of a program.
 *
 * @param className internal name
 * @param counts true if code counts its steps and memory, to be held to limits
 */
public record CodeTarget(String className, boolean counts) {

    /** The class of a model that lives in this virtual machine only; it counts nothing. */
    public static CodeTarget of(String model) {
        StringBuilder name = new StringBuilder(CodeGenerator.PACKAGE);
        for (char c : model.toCharArray()) {
            name.append(Character.isJavaIdentifierPart(c) ? c : '_');
        }
        return new CodeTarget(name.toString(), false);
    }

    /** The same with counts. */
    public CodeTarget counting() {
        return new CodeTarget(className, true);
    }
}
