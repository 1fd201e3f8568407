package dev.cotangent.compiler.codegen;

import static org.objectweb.asm.Opcodes.*;

import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Slice;
import dev.cotangent.compiler.ir.Stmt;
import java.util.List;
import org.objectweb.asm.MethodVisitor;

/** Emits the code that puts messages together: rarely run, so small rather than fast. */
final class Messages {

    private static final String TEXT = "dev/cotangent/runtime/model/MessageText";
    private static final String BASE = "dev/cotangent/runtime/model/CompiledProgram";

    /** Pushes the failure of a check. */
    void failure(Stmt.Check s, MethodScope scope, MethodVisitor code, ExprCode expressions) {
        code.visitLdcInsn(s.kind().name());
        code.visitLdcInsn(s.span().location());
        build(s.message(), scope, code, expressions);
        code.visitMethodInsn(
                INVOKESTATIC,
                BASE,
                "failure",
                "(Ljava/lang/String;Ljava/lang/String;L" + TEXT + ";)Ldev/cotangent/runtime/model/ModelFailure;",
                false);
    }

    /** Pushes a message as a string. */
    void text(List<Stmt.Part> parts, MethodScope scope, MethodVisitor code, ExprCode expressions) {
        build(parts, scope, code, expressions);
        code.visitMethodInsn(INVOKEVIRTUAL, TEXT, "toString", "()Ljava/lang/String;", false);
    }

    private void build(List<Stmt.Part> parts, MethodScope scope, MethodVisitor code, ExprCode expressions) {
        code.visitTypeInsn(NEW, TEXT);
        code.visitInsn(DUP);
        code.visitLdcInsn(Stmt.Part.template(parts));
        code.visitMethodInsn(INVOKESPECIAL, TEXT, "<init>", "(Ljava/lang/String;)V", false);
        for (Stmt.Part part : parts) {
            if (part instanceof Stmt.Part.Value v) {
                expressions.visit(v.value());
                String descriptor = "(" + ClassPlan.descriptor(v.value().type()) + ")L" + TEXT + ";";
                code.visitMethodInsn(INVOKEVIRTUAL, TEXT, "value", descriptor, false);
            } else if (part instanceof Stmt.Part.Elements e) {
                elements(e, scope, code, expressions);
            }
        }
    }

    private static void elements(Stmt.Part.Elements part, MethodScope scope, MethodVisitor code, ExprCode expressions) {
        Slice slice = part.slice();
        if (scope.plan().counts()) {
            code.visitVarInsn(ALOAD, 0);
            expressions.product(slice.sizes());
            code.visitMethodInsn(INVOKEVIRTUAL, BASE, "show", "(I)V", false);
        }
        scope.loadArray(slice.buffer());
        expressions.visit(slice.offset());
        expressions.integer(slice.sizes().size());
        code.visitIntInsn(NEWARRAY, T_INT);
        for (int d = 0; d < slice.sizes().size(); d++) {
            code.visitInsn(DUP);
            expressions.integer(d);
            expressions.visit(slice.sizes().get(d));
            code.visitInsn(IASTORE);
        }
        expressions.integer(part.matrix() ? 1 : 0);
        String array = slice.buffer().element() == ScalarType.INT ? "[I" : "[D";
        code.visitMethodInsn(INVOKEVIRTUAL, TEXT, "elements", "(" + array + "I[IZ)L" + TEXT + ";", false);
    }
}
