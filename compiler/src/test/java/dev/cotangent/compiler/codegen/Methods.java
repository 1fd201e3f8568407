package dev.cotangent.compiler.codegen;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * The methods of a class file.
 *
 * @param sizes bytes of code, by name
 * @param calls what they call, as {@code java/lang/Math.sqrt}
 */
record Methods(Map<String, Integer> sizes, Set<String> calls) {

    static Methods of(byte[] code) {
        Map<String, Integer> sizes = new LinkedHashMap<>();
        Set<String> calls = new HashSet<>();
        new ClassReader(code)
                .accept(
                        new ClassVisitor(Opcodes.ASM9, new ClassWriter(0)) {
                            @Override
                            public MethodVisitor visitMethod(
                                    int access, String name, String type, String s, String[] e) {
                                MethodVisitor writer = super.visitMethod(access, name, type, s, e);
                                return new Reader(writer, name, sizes, calls);
                            }
                        },
                        0);
        return new Methods(sizes, calls);
    }

    /** Only a method that is written has offsets, so what is read is written again. */
    private static final class Reader extends MethodVisitor {
        private final String name;
        private final Map<String, Integer> sizes;
        private final Set<String> calls;

        Reader(MethodVisitor writer, String name, Map<String, Integer> sizes, Set<String> calls) {
            super(Opcodes.ASM9, writer);
            this.name = name;
            this.sizes = sizes;
            this.calls = calls;
        }

        @Override
        public void visitMethodInsn(int opcode, String owner, String called, String type, boolean isInterface) {
            calls.add(owner + "." + called);
            super.visitMethodInsn(opcode, owner, called, type, isInterface);
        }

        @Override
        public void visitMaxs(int stack, int locals) {
            Label end = new Label();
            super.visitLabel(end);
            super.visitMaxs(stack, locals);
            sizes.put(name, end.getOffset());
        }
    }
}
