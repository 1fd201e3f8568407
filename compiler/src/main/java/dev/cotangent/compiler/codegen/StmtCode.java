package dev.cotangent.compiler.codegen;

import static org.objectweb.asm.Opcodes.*;

import dev.cotangent.compiler.ir.Argument;
import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Primitive;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Slice;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.StmtVisitor;
import dev.cotangent.compiler.ir.Storage;
import dev.cotangent.compiler.source.Source;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/** Emits statements. */
final class StmtCode implements StmtVisitor<Void> {

    private static final String BASE = "dev/cotangent/runtime/model/CompiledProgram";
    private static final String SOURCE = "dev/cotangent/runtime/model/DataSource";

    private final MethodScope scope;
    private final MethodVisitor code;
    private final ExprCode expressions;
    private final Messages messages;
    private final Source source;
    private final List<Runnable> cold = new ArrayList<>();
    private int line = -1;

    StmtCode(MethodScope scope, MethodVisitor code, ExprCode expressions, Messages messages, Source source) {
        this.scope = scope;
        this.code = code;
        this.expressions = expressions;
        this.messages = messages;
        this.source = source;
    }

    void all(List<Stmt> statements) {
        for (Stmt statement : statements) {
            mark(statement);
            visit(statement);
        }
    }

    /** Emits, behind everything else, the code that runs only when a check fails. */
    void coldCode() {
        cold.forEach(Runnable::run);
    }

    /** Makes stack traces and debuggers show the model's line. */
    private void mark(Stmt statement) {
        if (statement.span() == null || statement.span().source() != source) {
            return;
        }
        int next = statement.span().line();
        if (next != line) {
            Label label = new Label();
            code.visitLabel(label);
            code.visitLineNumber(next, label);
            line = next;
        }
    }

    @Override
    public Void assign(Stmt.Assign s) {
        scope.store(s.target(), () -> expressions.visit(s.value()));
        return null;
    }

    @Override
    public Void store(Stmt.Store s) {
        scope.loadArray(s.buffer());
        expressions.visit(s.index());
        expressions.visit(s.value());
        code.visitInsn(s.buffer().element() == ScalarType.INT ? IASTORE : DASTORE);
        return null;
    }

    @Override
    public Void increment(Stmt.Increment s) {
        boolean integer = s.buffer().element() == ScalarType.INT;
        scope.loadArray(s.buffer());
        expressions.visit(s.index());
        code.visitInsn(DUP2);
        code.visitInsn(integer ? IALOAD : DALOAD);
        expressions.visit(s.value());
        code.visitInsn(integer ? IADD : DADD);
        code.visitInsn(integer ? IASTORE : DASTORE);
        return null;
    }

    @Override
    public Void allocate(Stmt.Allocate s) {
        Buffer buffer = s.buffer();
        String array = ClassPlan.descriptor(buffer);
        boolean integer = buffer.element() == ScalarType.INT;
        boolean counts = scope.plan().counts();
        if (counts) {
            code.visitVarInsn(ALOAD, 0);
        }
        scope.loadArray(buffer);
        expressions.visit(s.size());
        String maker = counts ? integer ? "limitedIntegers" : "limitedReals" : integer ? "integers" : "reals";
        code.visitMethodInsn(counts ? INVOKEVIRTUAL : INVOKESTATIC, BASE, maker, "(" + array + "I)" + array, false);
        scope.storeArray(buffer);
        if (s.fill() != Stmt.Fill.NONE) {
            scope.loadArray(buffer);
            expressions.visit(s.size());
            fillValue(s.fill(), integer);
            String element = integer ? "I" : "D";
            code.visitMethodInsn(INVOKESTATIC, BASE, "fill", "(" + array + "I" + element + ")V", false);
        }
        return null;
    }

    private void fillValue(Stmt.Fill fill, boolean integer) {
        if (fill == Stmt.Fill.ZERO) {
            code.visitInsn(integer ? ICONST_0 : DCONST_0);
        } else {
            code.visitLdcInsn(integer ? (Object) Integer.MIN_VALUE : (Object) Double.NaN);
        }
    }

    /**
     * A counted loop as the virtual machine's compilers know it: the counter has a slot of its own, from which an index
     * is copied, and so does the bound.
     */
    @Override
    public Void loop(Stmt.For s) {
        boolean up = s.direction() == Stmt.Direction.UP;
        int counter = scope.slot(ScalarType.INT);
        int last = scope.slot(ScalarType.INT);
        expressions.visit(up ? s.from() : s.to());
        code.visitVarInsn(ISTORE, counter);
        expressions.visit(up ? s.to() : s.from());
        code.visitVarInsn(ISTORE, last);
        Label body = new Label();
        Label end = new Label();
        exitAfter(up, counter, last, end);
        code.visitLabel(body);
        scope.store(s.index(), () -> code.visitVarInsn(ILOAD, counter));
        all(s.body());
        countStep();
        code.visitIincInsn(counter, up ? 1 : -1);
        code.visitVarInsn(ILOAD, counter);
        code.visitVarInsn(ILOAD, last);
        code.visitJumpInsn(up ? IF_ICMPLE : IF_ICMPGE, body);
        code.visitLabel(end);
        return null;
    }

    /** Counts a round of a loop. */
    private void countStep() {
        if (scope.plan().counts()) {
            code.visitVarInsn(ALOAD, 0);
            code.visitMethodInsn(INVOKEVIRTUAL, BASE, "step", "()V", false);
        }
    }

    /** Counts an operation on an array. */
    private void countSteps(Slice slice) {
        if (scope.plan().counts() && !slice.sizes().isEmpty()) {
            code.visitVarInsn(ALOAD, 0);
            expressions.product(slice.sizes());
            code.visitMethodInsn(INVOKEVIRTUAL, BASE, "step", "(I)V", false);
        }
    }

    private void exitAfter(boolean up, int counter, int last, Label end) {
        code.visitVarInsn(ILOAD, counter);
        code.visitVarInsn(ILOAD, last);
        code.visitJumpInsn(up ? IF_ICMPGT : IF_ICMPLT, end);
    }

    @Override
    public Void loop(Stmt.While s) {
        Label test = new Label();
        Label end = new Label();
        code.visitLabel(test);
        all(s.test());
        expressions.jumpIfFalse(s.condition(), end);
        all(s.body());
        countStep();
        code.visitJumpInsn(GOTO, test);
        code.visitLabel(end);
        return null;
    }

    @Override
    public Void branch(Stmt.If s) {
        Label otherwise = new Label();
        Label end = new Label();
        expressions.jumpIfFalse(s.condition(), otherwise);
        all(s.whenTrue());
        if (!s.whenFalse().isEmpty()) {
            code.visitJumpInsn(GOTO, end);
        }
        code.visitLabel(otherwise);
        all(s.whenFalse());
        code.visitLabel(end);
        return null;
    }

    @Override
    public Void kernel(Stmt.Kernel s) {
        Primitive primitive = s.primitive();
        boolean scalar = !primitive.resultKind().isContainer();
        s.arguments().stream().filter(Slice.class::isInstance).forEach(argument -> countSteps((Slice) argument));
        countSteps(s.result());
        if (scalar) {
            scope.loadArray(s.result().buffer());
            expressions.visit(s.result().offset());
        }
        for (Argument argument : s.arguments()) {
            if (argument instanceof Argument.Scalar a) {
                expressions.visit(a.value());
            } else {
                slice((Slice) argument);
            }
        }
        if (!scalar) {
            scope.loadArray(s.result().buffer());
            expressions.visit(s.result().offset());
        }
        expressions.invoke(primitive);
        if (scalar) {
            code.visitInsn(primitive.result() == ScalarType.INT ? IASTORE : DASTORE);
        }
        return null;
    }

    private void slice(Slice slice) {
        scope.loadArray(slice.buffer());
        expressions.visit(slice.offset());
        expressions.all(slice.sizes());
    }

    @Override
    public Void draw(Stmt.Draw s) {
        scope.store(s.target(), () -> {
            scope.loadField("random", "Lorg/apache/commons/rng/UniformRandomProvider;");
            expressions.all(s.arguments());
            expressions.invoke(s.primitive());
        });
        return null;
    }

    @Override
    public Void check(Stmt.Check s) {
        Label failed = new Label();
        expressions.jumpIfFalse(s.condition(), failed);
        cold.add(() -> {
            code.visitLabel(failed);
            messages.failure(s, scope, code, expressions);
            code.visitInsn(ATHROW);
        });
        return null;
    }

    @Override
    public Void print(Stmt.Print s) {
        code.visitVarInsn(ALOAD, 0);
        messages.text(s.message(), scope, code, expressions);
        code.visitMethodInsn(INVOKEVIRTUAL, BASE, "print", "(Ljava/lang/String;)V", false);
        return null;
    }

    @Override
    public Void readScalar(Stmt.ReadScalar s) {
        boolean integer = s.target().type() == ScalarType.INT;
        scope.store(s.target(), () -> {
            scope.loadField("source", "L" + SOURCE + ";");
            code.visitLdcInsn(s.name());
            String descriptor = "(Ljava/lang/String;)" + (integer ? "I" : "D");
            code.visitMethodInsn(INVOKEINTERFACE, SOURCE, integer ? "integer" : "real", descriptor, true);
        });
        return null;
    }

    @Override
    public Void readContainer(Stmt.ReadContainer s) {
        boolean integer = s.target().element() == ScalarType.INT;
        scope.loadField("source", "L" + SOURCE + ";");
        code.visitLdcInsn(s.name());
        shape(s.sizes());
        if (integer) {
            code.visitMethodInsn(INVOKEINTERFACE, SOURCE, "integers", "(Ljava/lang/String;[I)[I", true);
        } else {
            code.visitInsn(s.matrix() ? ICONST_1 : ICONST_0);
            code.visitMethodInsn(INVOKEINTERFACE, SOURCE, "reals", "(Ljava/lang/String;[IZ)[D", true);
        }
        if (s.target().storage() != Storage.DATA || scope.plan().isStored(s.target())) {
            // the data source's array may be the caller's own
            String array = ClassPlan.descriptor(s.target());
            code.visitMethodInsn(INVOKEVIRTUAL, array, "clone", "()Ljava/lang/Object;", false);
            code.visitTypeInsn(CHECKCAST, array);
        }
        scope.storeArray(s.target());
        return null;
    }

    /** Pushes a fresh array of sizes. */
    void shape(List<Expr> sizes) {
        expressions.integer(sizes.size());
        code.visitIntInsn(NEWARRAY, T_INT);
        for (int d = 0; d < sizes.size(); d++) {
            code.visitInsn(DUP);
            expressions.integer(d);
            expressions.visit(sizes.get(d));
            code.visitInsn(IASTORE);
        }
    }

    @Override
    public Void push(Stmt.Push s) {
        code.visitVarInsn(ALOAD, 0);
        expressions.visit(s.value());
        String descriptor = "(" + ClassPlan.descriptor(s.value().type()) + ")V";
        code.visitMethodInsn(INVOKEVIRTUAL, BASE, "push", descriptor, false);
        return null;
    }

    @Override
    public Void pop(Stmt.Pop s) {
        boolean integer = s.target().type() == ScalarType.INT;
        scope.store(s.target(), () -> {
            code.visitVarInsn(ALOAD, 0);
            String name = integer ? "popInteger" : "popReal";
            code.visitMethodInsn(INVOKEVIRTUAL, BASE, name, integer ? "()I" : "()D", false);
        });
        return null;
    }

    @Override
    public Void invoke(Stmt.Invoke s) {
        Procedure callee = s.procedure();
        boolean part = scope.plan().family(callee).head() != callee;
        if (part) {
            call(s);
            scope.plan().assignedBy(callee).forEach(scope::reload);
        } else {
            descend(s);
            call(s);
            code.visitVarInsn(ALOAD, 0);
            code.visitMethodInsn(INVOKEVIRTUAL, BASE, "ascend", "()V", false);
            for (int k = 0; k < s.results().size(); k++) {
                Local result = s.results().get(k);
                String field = ClassPlan.resultField(callee, k);
                scope.store(result, () -> scope.loadField(field, ClassPlan.descriptor(result)));
            }
        }
        scope.plan().replacedBy(callee).forEach(scope::reload);
        return null;
    }

    private void descend(Stmt.Invoke s) {
        code.visitVarInsn(ALOAD, 0);
        code.visitLdcInsn(s.span().location());
        code.visitMethodInsn(INVOKEVIRTUAL, BASE, "descend", "(Ljava/lang/String;)V", false);
    }

    private void call(Stmt.Invoke s) {
        String owner = scope.plan().className();
        code.visitVarInsn(ALOAD, 0);
        expressions.all(s.arguments());
        String descriptor = ClassPlan.descriptor(s.procedure());
        code.visitMethodInsn(INVOKEVIRTUAL, owner, ClassPlan.methodName(s.procedure()), descriptor, false);
    }
}
