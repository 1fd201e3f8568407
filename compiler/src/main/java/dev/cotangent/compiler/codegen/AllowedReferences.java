package dev.cotangent.compiler.codegen;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import java.util.List;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Type;

/**
 * What a generated class may refer to: its base class and that class's friends, the primitives of the library, and of Java
 * strings and exact mathematics. Looked for in the constant pool of the finished bytes, so that whatever happened before, a
 * model cannot reach files, threads or reflection.
 */
public final class AllowedReferences {

    private static final String PRIMITIVES = "dev/cotangent/stdlib/";

    private static final Set<String> CLASSES = Set.of(
            "dev/cotangent/runtime/model/CompiledProgram",
            "dev/cotangent/runtime/model/DataSource",
            "dev/cotangent/runtime/model/MessageText",
            "dev/cotangent/runtime/model/ModelFailure",
            "org/apache/commons/rng/UniformRandomProvider",
            "java/lang/Math",
            "java/lang/Object",
            "java/lang/StrictMath",
            "java/lang/String");

    /** Of a class of Java, the methods that may be called. */
    private static final Set<String> METHODS = Set.of("<init>", "clone", "toString");

    private static final int CLASS = 7;
    private static final int METHOD = 10;
    private static final int INTERFACE_METHOD = 11;
    private static final int NAME_AND_TYPE = 12;

    /** Constants that run code when they are resolved, or reach for other modules. */
    private static final Set<Integer> FORBIDDEN = Set.of(15, 16, 17, 18, 19, 20);

    private final ClassReader reader;
    private final char[] text;

    private AllowedReferences(ClassReader reader) {
        this.reader = reader;
        this.text = new char[reader.getMaxStringLength()];
    }

    /**
     * The bytes of a class, once it is sure that they refer to what is allowed alone.
     *
     * @throws CompilerBug if they do not
     */
    public static byte[] verified(byte[] bytes) {
        new AllowedReferences(new ClassReader(bytes)).verify();
        return bytes;
    }

    private void verify() {
        if (!reader.getSuperName().equals("dev/cotangent/runtime/model/CompiledProgram")
                || reader.getInterfaces().length > 0) {
            throw new CompilerBug("the generated class extends something else: " + reader.getSuperName() + " "
                    + List.of(reader.getInterfaces()));
        }
        for (int k = 1; k < reader.getItemCount(); k++) {
            int offset = reader.getItem(k);
            if (offset > 0) {
                item(reader.readByte(offset - 1), offset);
            }
        }
    }

    private void item(int tag, int offset) {
        switch (tag) {
            case CLASS -> requireClass(reader.readUTF8(offset, text));
            case NAME_AND_TYPE -> requireTypes(reader.readUTF8(offset + 2, text));
            case METHOD, INTERFACE_METHOD -> method(offset);
            default -> {
                if (FORBIDDEN.contains(tag)) {
                    throw new CompilerBug("the generated class has a constant of kind " + tag);
                }
            }
        }
    }

    private void method(int offset) {
        String owner = reader.readClass(offset, text);
        String name = reader.readUTF8(reader.getItem(reader.readUnsignedShort(offset + 2)), text);
        boolean arithmetic = owner.equals("java/lang/Math") || owner.equals("java/lang/StrictMath");
        boolean java = owner.startsWith("java/") && !arithmetic;
        if (java && !METHODS.contains(name)) {
            throw new CompilerBug("the generated class calls " + owner + "." + name);
        }
    }

    private void requireTypes(String descriptor) {
        if (descriptor.startsWith("(")) {
            for (Type argument : Type.getArgumentTypes(descriptor)) {
                requireType(argument);
            }
            requireType(Type.getReturnType(descriptor));
        } else {
            requireType(Type.getType(descriptor));
        }
    }

    private void requireClass(String name) {
        requireType(name.startsWith("[") ? Type.getType(name) : Type.getObjectType(name));
    }

    private void requireType(Type type) {
        Type element = type.getSort() == Type.ARRAY ? type.getElementType() : type;
        if (element.getSort() != Type.OBJECT) {
            return;
        }
        String name = element.getInternalName();
        if (!name.equals(reader.getClassName()) && !name.startsWith(PRIMITIVES) && !CLASSES.contains(name)) {
            throw new CompilerBug("the generated class refers to " + name);
        }
    }
}
