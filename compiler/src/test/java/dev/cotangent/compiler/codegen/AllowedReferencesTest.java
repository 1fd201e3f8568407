package dev.cotangent.compiler.codegen;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.objectweb.asm.Opcodes.ACC_PUBLIC;
import static org.objectweb.asm.Opcodes.H_INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKESTATIC;
import static org.objectweb.asm.Opcodes.INVOKEVIRTUAL;
import static org.objectweb.asm.Opcodes.V17;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Handle;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Type;

class AllowedReferencesTest {

    private static final String BASE = "dev/cotangent/runtime/model/CompiledProgram";

    private static byte[] classWith(String base, Consumer<MethodVisitor> body) {
        ClassWriter writer = new ClassWriter(0);
        writer.visit(V17, ACC_PUBLIC, "dev/cotangent/generated/x", null, base, null);
        MethodVisitor code = writer.visitMethod(ACC_PUBLIC, "m", "()V", null, null);
        code.visitCode();
        body.accept(code);
        code.visitMaxs(9, 9);
        code.visitEnd();
        return writer.toByteArray();
    }

    private static void assertRefused(String message, Consumer<MethodVisitor> body) {
        assertThatThrownBy(() -> AllowedReferences.verified(classWith(BASE, body)))
                .isInstanceOf(CompilerBug.class)
                .hasMessageContaining(message);
    }

    @Test
    void letsPrimitivesAndMathematicsPass() {
        byte[] bytes = classWith(BASE, code -> {
            code.visitMethodInsn(INVOKESTATIC, "dev/cotangent/stdlib/scalar/Gamma", "lgamma", "(D)D", false);
            code.visitMethodInsn(INVOKESTATIC, "java/lang/Math", "sqrt", "(D)D", false);
            code.visitMethodInsn(INVOKEVIRTUAL, "[D", "clone", "()Ljava/lang/Object;", false);
        });
        assertThatCode(() -> AllowedReferences.verified(bytes)).doesNotThrowAnyException();
    }

    @Test
    void refusesOtherClasses() {
        assertRefused(
                "java/lang/System",
                code -> code.visitMethodInsn(INVOKESTATIC, "java/lang/System", "exit", "(I)V", false));
        assertRefused("java/io/File", code -> code.visitLdcInsn(Type.getObjectType("java/io/File")));
        assertRefused(
                "java/lang/Thread",
                code -> code.visitMethodInsn(
                        INVOKESTATIC, "dev/cotangent/stdlib/scalar/Gamma", "x", "()[Ljava/lang/Thread;", false));
    }

    @Test
    void refusesOtherMethodsOfAllowedClasses() {
        assertRefused(
                "getClass",
                code -> code.visitMethodInsn(
                        INVOKEVIRTUAL, "java/lang/Object", "getClass", "()Ljava/lang/Object;", false));
        assertRefused(
                "java/lang/Object.wait",
                code -> code.visitMethodInsn(INVOKEVIRTUAL, "java/lang/Object", "wait", "()V", false));
    }

    @Test
    void refusesConstantsThatRunCode() {
        Handle handle = new Handle(H_INVOKESTATIC, "java/lang/Math", "sqrt", "(D)D", false);
        assertRefused("constant of kind", code -> code.visitLdcInsn(handle));
        assertRefused("constant of kind", code -> code.visitInvokeDynamicInsn("x", "()V", handle));
    }

    @Test
    void refusesAnotherBase() {
        assertThatThrownBy(() -> AllowedReferences.verified(classWith("java/lang/ClassLoader", code -> {})))
                .isInstanceOf(CompilerBug.class)
                .hasMessageContaining("java/lang/ClassLoader");
    }
}
