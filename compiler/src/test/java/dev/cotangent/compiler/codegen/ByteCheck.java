package dev.cotangent.compiler.codegen;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** What the bytes of a generated class say about it. */
final class ByteCheck {

    /** Methods whose result is the same on every machine and in every version of Java. */
    private static final Set<String> EXACT = Set.of("sqrt", "abs", "fma", "rint", "floor", "ceil", "min", "max");

    private ByteCheck() {}

    /** Bytes of code by method. */
    static Map<String, Integer> methodSizes(byte[] bytes) {
        Map<String, Integer> sizes = new TreeMap<>();
        new CodeAttributes(bytes, sizes).readMethods();
        return sizes;
    }

    /** Mathematical functions of Java that are called although their results differ between machines. */
    static Set<String> inexactCalls(byte[] bytes) {
        Set<String> calls = new TreeSet<>();
        new ClassReader(bytes)
                .accept(
                        new ClassVisitor(Opcodes.ASM9) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String descriptor, String signature, String[] thrown) {
                                return new Calls(calls);
                            }
                        },
                        0);
        return calls;
    }

    private static final class Calls extends MethodVisitor {
        private final Set<String> calls;

        Calls(Set<String> calls) {
            super(Opcodes.ASM9);
            this.calls = calls;
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String name, String descriptor, boolean isInterface) {
            boolean maths = owner.equals("java/lang/Math") || owner.equals("java/lang/StrictMath");
            if (maths && !EXACT.contains(name)) {
                calls.add(owner + "." + name);
            }
        }
    }

    /** Reads the length of every method's code where the class file states it (JVM specification, 4.7.3). */
    private static final class CodeAttributes extends ClassReader {
        private final Map<String, Integer> sizes;

        CodeAttributes(byte[] bytes, Map<String, Integer> sizes) {
            super(bytes);
            this.sizes = sizes;
        }

        void readMethods() {
            int methods = startOfMethods();
            int count = readUnsignedShort(methods - 2);
            int at = methods;
            for (int m = 0; m < count; m++) {
                at = method(at);
            }
        }

        private int startOfMethods() {
            int at = header + 6;
            at += 2 + 2 * readUnsignedShort(at);
            int fields = readUnsignedShort(at);
            at += 2;
            for (int f = 0; f < fields; f++) {
                at = skipAttributes(at + 6);
            }
            return at + 2;
        }

        private int method(int at) {
            char[] buffer = new char[getMaxStringLength()];
            String name = readUTF8(at + 2, buffer);
            int attributes = readUnsignedShort(at + 6);
            int next = at + 8;
            for (int a = 0; a < attributes; a++) {
                if (readUTF8(next, buffer).equals("Code")) {
                    sizes.put(name, readInt(next + 10));
                }
                next += 6 + readInt(next + 2);
            }
            return next;
        }

        private int skipAttributes(int at) {
            int count = readUnsignedShort(at);
            int next = at + 2;
            for (int a = 0; a < count; a++) {
                next += 6 + readInt(next + 2);
            }
            return next;
        }
    }
}
