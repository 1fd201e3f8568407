package dev.cotangent.compiler.codegen;

import static org.objectweb.asm.Opcodes.*;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.source.Source;
import dev.cotangent.compiler.structure.RowDensity;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;

/** Emits the methods by which a density by rows gets its rows. */
final class RowMethods {

    private final ClassWriter writer;
    private final ClassPlan plan;
    private final Source source;

    RowMethods(ClassWriter writer, ClassPlan plan, Source source) {
        this.writer = writer;
        this.plan = plan;
        this.source = source;
    }

    void emit(RowDensity density) {
        List<RowDensity.Window> windows = density.windows().stream()
                .filter(window -> plan.fieldBuffers().contains(window.window()))
                .toList();
        rowCount(density);
        rowTexts(density, windows);
        rowSizes(windows);
        rowData(windows);
        rowShapes(windows);
        choose(density, windows);
    }

    private MethodVisitor method(String name, String descriptor) {
        MethodVisitor code = writer.visitMethod(ACC_PROTECTED | ACC_FINAL, name, descriptor, null, null);
        code.visitCode();
        return code;
    }

    private static void end(MethodVisitor code, int result) {
        code.visitInsn(result);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    /** {@code int rowCount()}. */
    private void rowCount(RowDensity density) {
        MethodVisitor code = method("rowCount", "()I");
        new MethodScope(plan, code).load(density.rows());
        end(code, IRETURN);
    }

    /** {@code String[] rowTexts()}: see the base class. */
    private void rowTexts(RowDensity density, List<RowDensity.Window> windows) {
        List<String> texts = new ArrayList<>(List.of(density.size()));
        for (RowDensity.Window window : windows) {
            texts.add(window.input().map(RowDensity.Input::name).orElse(""));
            texts.add(window.data().element() == ScalarType.INT ? "int" : "real");
            texts.add(window.input().filter(RowDensity.Input::isMatrix).isPresent() ? "matrix" : "array");
        }
        for (RowDensity.WholeUse use : density.wholes()) {
            texts.addAll(List.of(use.name(), use.span().location(), use.message()));
        }
        MethodVisitor code = method("rowTexts", "()[Ljava/lang/String;");
        ExprCode expressions = new ExprCode(new MethodScope(plan, code), code);
        expressions.integer(texts.size());
        code.visitTypeInsn(ANEWARRAY, "java/lang/String");
        for (int k = 0; k < texts.size(); k++) {
            code.visitInsn(DUP);
            expressions.integer(k);
            code.visitLdcInsn(texts.get(k));
            code.visitInsn(AASTORE);
        }
        end(code, ARETURN);
    }

    /** {@code Object[] rowData()}: the arrays of all rows. */
    private void rowData(List<RowDensity.Window> windows) {
        MethodVisitor code = method("rowData", "()[Ljava/lang/Object;");
        ExprCode expressions = new ExprCode(new MethodScope(plan, code), code);
        expressions.integer(windows.size());
        code.visitTypeInsn(ANEWARRAY, "java/lang/Object");
        for (int k = 0; k < windows.size(); k++) {
            code.visitInsn(DUP);
            expressions.integer(k);
            Buffer data = windows.get(k).data();
            if (plan.fieldBuffers().contains(data)) {
                code.visitVarInsn(ALOAD, 0);
                code.visitFieldInsn(GETFIELD, plan.className(), data.name(), ClassPlan.descriptor(data));
            } else {
                code.visitInsn(ACONST_NULL);
            }
            code.visitInsn(AASTORE);
        }
        end(code, ARETURN);
    }

    /** {@code int[][] rowShapes()}: stride and width of each. */
    private void rowShapes(List<RowDensity.Window> windows) {
        integers(
                "rowShapes",
                windows.stream()
                        .map(window -> List.of(window.stride(), window.width()))
                        .toList());
    }

    /** {@code int[][] rowSizes()}: sizes of each as an input, without that of rows. */
    private void rowSizes(List<RowDensity.Window> windows) {
        integers(
                "rowSizes",
                windows.stream()
                        .map(window ->
                                window.input().map(RowDensity.Input::sizes).orElse(List.of()))
                        .toList());
    }

    private void integers(String name, List<List<Expr>> lists) {
        MethodVisitor code = method(name, "()[[I");
        MethodScope scope = new MethodScope(plan, code);
        ExprCode expressions = new ExprCode(scope, code);
        StmtCode statements = new StmtCode(scope, code, expressions, new Messages(), source);
        expressions.integer(lists.size());
        code.visitTypeInsn(ANEWARRAY, "[I");
        for (int k = 0; k < lists.size(); k++) {
            code.visitInsn(DUP);
            expressions.integer(k);
            statements.shape(lists.get(k));
            code.visitInsn(AASTORE);
        }
        end(code, ARETURN);
    }

    /** {@code void choose(int count, int[] numbers, Object[] windows)}. */
    private void choose(RowDensity density, List<RowDensity.Window> windows) {
        MethodVisitor code = method("choose", "(I[I[Ljava/lang/Object;)V");
        Local count = density.count();
        if (plan.isField(count)) {
            code.visitVarInsn(ALOAD, 0);
            code.visitVarInsn(ILOAD, 1);
            code.visitFieldInsn(PUTFIELD, plan.className(), count.name(), ClassPlan.descriptor(count));
        }
        if (plan.fieldBuffers().contains(density.numbers())) {
            code.visitVarInsn(ALOAD, 0);
            code.visitVarInsn(ALOAD, 2);
            Buffer numbers = density.numbers();
            code.visitFieldInsn(PUTFIELD, plan.className(), numbers.name(), ClassPlan.descriptor(numbers));
        }
        ExprCode expressions = new ExprCode(new MethodScope(plan, code), code);
        for (int k = 0; k < windows.size(); k++) {
            Buffer window = windows.get(k).window();
            code.visitVarInsn(ALOAD, 0);
            code.visitVarInsn(ALOAD, 3);
            expressions.integer(k);
            code.visitInsn(AALOAD);
            code.visitTypeInsn(CHECKCAST, ClassPlan.descriptor(window));
            code.visitFieldInsn(PUTFIELD, plan.className(), window.name(), ClassPlan.descriptor(window));
        }
        end(code, RETURN);
    }
}
