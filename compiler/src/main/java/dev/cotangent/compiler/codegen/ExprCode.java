package dev.cotangent.compiler.codegen;

import static org.objectweb.asm.Opcodes.*;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.ExprVisitor;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.Primitive;
import dev.cotangent.compiler.ir.ScalarType;
import java.util.List;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;

/** Emits expressions: each leaves its value on the stack; conditions jump. */
final class ExprCode implements ExprVisitor<Void> {

    private static final String BASE = "dev/cotangent/runtime/model/CompiledProgram";

    private final MethodScope scope;
    private final MethodVisitor code;

    ExprCode(MethodScope scope, MethodVisitor code) {
        this.scope = scope;
        this.code = code;
    }

    /** Multiplies two integers; code that is held to limits fails where the product is too large for an int. */
    private void multiply() {
        if (scope.plan().counts()) {
            code.visitMethodInsn(INVOKESTATIC, BASE, "product", "(II)I", false);
        } else {
            code.visitInsn(IMUL);
        }
    }

    /** Pushes the product of integers; 1 of none. */
    void product(List<Expr> factors) {
        integer(1);
        for (Expr factor : factors) {
            visit(factor);
            multiply();
        }
    }

    void all(List<Expr> expressions) {
        expressions.forEach(this::visit);
    }

    @Override
    public Void constant(Expr.IntConstant constant) {
        integer(constant.value());
        return null;
    }

    void integer(int value) {
        if (value >= -1 && value <= 5) {
            code.visitInsn(ICONST_0 + value);
        } else if (value == (byte) value) {
            code.visitIntInsn(BIPUSH, value);
        } else if (value == (short) value) {
            code.visitIntInsn(SIPUSH, value);
        } else {
            code.visitLdcInsn(value);
        }
    }

    @Override
    public Void constant(Expr.RealConstant constant) {
        long bits = Double.doubleToRawLongBits(constant.value());
        if (bits == 0) {
            code.visitInsn(DCONST_0);
        } else if (constant.value() == 1) {
            code.visitInsn(DCONST_1);
        } else {
            code.visitLdcInsn(constant.value());
        }
        return null;
    }

    @Override
    public Void read(Expr.Read read) {
        scope.load(read.local());
        return null;
    }

    @Override
    public Void load(Expr.Load load) {
        scope.loadArray(load.buffer());
        visit(load.index());
        code.visitInsn(load.buffer().element() == ScalarType.INT ? IALOAD : DALOAD);
        return null;
    }

    @Override
    public Void call(Expr.Call call) {
        all(call.arguments());
        invoke(call.primitive());
        return null;
    }

    /** Calls a primitive whose arguments are on the stack. */
    void invoke(Primitive primitive) {
        String owner = primitive.owner().replace('.', '/');
        code.visitMethodInsn(INVOKESTATIC, owner, primitive.name(), descriptor(primitive), false);
    }

    private static String descriptor(Primitive primitive) {
        StringBuilder text = new StringBuilder("(");
        if (primitive.isRandom()) {
            text.append("Lorg/apache/commons/rng/UniformRandomProvider;");
        }
        for (Primitive.Kind kind : primitive.parameters()) {
            text.append(
                    switch (kind) {
                        case INT -> "I";
                        case REAL -> "D";
                        case INT_SEQUENCE -> "[III";
                        case REAL_SEQUENCE -> "[DII";
                        case REAL_MATRIX -> "[DIII";
                    });
        }
        return text.append(
                        switch (primitive.resultKind()) {
                            case INT -> ")I";
                            case REAL -> ")D";
                            case INT_SEQUENCE -> "[II)V";
                            case REAL_SEQUENCE, REAL_MATRIX -> "[DI)V";
                        })
                .toString();
    }

    @Override
    public Void select(Expr.Select select) {
        Label otherwise = new Label();
        Label end = new Label();
        jumpIfFalse(select.condition(), otherwise);
        visit(select.whenTrue());
        code.visitJumpInsn(GOTO, end);
        code.visitLabel(otherwise);
        visit(select.whenFalse());
        code.visitLabel(end);
        return null;
    }

    @Override
    public Void provided(Expr.Provided provided) {
        scope.loadField("source", "Ldev/cotangent/runtime/model/DataSource;");
        code.visitLdcInsn(provided.name());
        code.visitMethodInsn(
                INVOKEINTERFACE, "dev/cotangent/runtime/model/DataSource", "has", "(Ljava/lang/String;)Z", true);
        return null;
    }

    @Override
    public Void operation(Expr.Operation operation) {
        if (isCondition(operation)) {
            materialise(operation);
            return null;
        }
        all(operation.operands());
        boolean integer = operation.operands().get(0).type() == ScalarType.INT;
        switch (operation.operator()) {
            case ADD -> code.visitInsn(integer ? IADD : DADD);
            case SUBTRACT -> code.visitInsn(integer ? ISUB : DSUB);
            case MULTIPLY -> {
                if (integer) {
                    multiply();
                } else {
                    code.visitInsn(DMUL);
                }
            }
            case DIVIDE -> code.visitInsn(integer ? IDIV : DDIV);
            case REMAINDER -> code.visitInsn(integer ? IREM : DREM);
            case NEGATE -> code.visitInsn(integer ? INEG : DNEG);
            case MINIMUM -> code.visitMethodInsn(INVOKESTATIC, "java/lang/Math", "min", "(II)I", false);
            case MAXIMUM -> code.visitMethodInsn(INVOKESTATIC, "java/lang/Math", "max", "(II)I", false);
            case TO_REAL -> code.visitInsn(I2D);
            default -> throw new CompilerBug("no code for " + operation.operator());
        }
        return null;
    }

    private static boolean isCondition(Expr.Operation operation) {
        return switch (operation.operator()) {
            case LESS, LESS_OR_EQUAL, GREATER, GREATER_OR_EQUAL, EQUAL, NOT_EQUAL, AND, OR, NOT -> true;
            default -> false;
        };
    }

    private void materialise(Expr condition) {
        Label no = new Label();
        Label end = new Label();
        jumpIfFalse(condition, no);
        code.visitInsn(ICONST_1);
        code.visitJumpInsn(GOTO, end);
        code.visitLabel(no);
        code.visitInsn(ICONST_0);
        code.visitLabel(end);
    }

    void jumpIfFalse(Expr condition, Label target) {
        jump(condition, target, false);
    }

    void jumpIfTrue(Expr condition, Label target) {
        jump(condition, target, true);
    }

    /** Jumps if the condition is as wanted. */
    private void jump(Expr condition, Label target, boolean wanted) {
        if (condition instanceof Expr.Operation o && isCondition(o)) {
            switch (o.operator()) {
                case NOT -> jump(o.operands().get(0), target, !wanted);
                case AND -> jumpBoth(o, target, wanted, false);
                case OR -> jumpBoth(o, target, wanted, true);
                default -> compare(o, target, wanted);
            }
        } else {
            visit(condition);
            code.visitJumpInsn(wanted ? IFNE : IFEQ, target);
        }
    }

    /** Of {@code and} and {@code or}: {@code deciding} is the value of one operand that decides the whole. */
    private void jumpBoth(Expr.Operation o, Label target, boolean wanted, boolean deciding) {
        if (wanted == deciding) {
            jump(o.operands().get(0), target, wanted);
            jump(o.operands().get(1), target, wanted);
        } else {
            Label decided = new Label();
            jump(o.operands().get(0), decided, deciding);
            jump(o.operands().get(1), target, wanted);
            code.visitLabel(decided);
        }
    }

    private void compare(Expr.Operation o, Label target, boolean wanted) {
        if (o.operands().get(0).type() == ScalarType.INT) {
            all(o.operands());
            code.visitJumpInsn(integerJump(o.operator(), wanted), target);
            return;
        }
        all(o.operands());
        // a NaN makes every comparison false but "not equal": choose the variant that says so
        boolean lessKind = o.operator() == Operator.LESS || o.operator() == Operator.LESS_OR_EQUAL;
        code.visitInsn(lessKind ? DCMPG : DCMPL);
        code.visitJumpInsn(realJump(o.operator(), wanted), target);
    }

    private static int integerJump(Operator operator, boolean wanted) {
        return switch (operator) {
            case LESS -> wanted ? IF_ICMPLT : IF_ICMPGE;
            case LESS_OR_EQUAL -> wanted ? IF_ICMPLE : IF_ICMPGT;
            case GREATER -> wanted ? IF_ICMPGT : IF_ICMPLE;
            case GREATER_OR_EQUAL -> wanted ? IF_ICMPGE : IF_ICMPLT;
            case EQUAL -> wanted ? IF_ICMPEQ : IF_ICMPNE;
            default -> wanted ? IF_ICMPNE : IF_ICMPEQ;
        };
    }

    private static int realJump(Operator operator, boolean wanted) {
        return switch (operator) {
            case LESS -> wanted ? IFLT : IFGE;
            case LESS_OR_EQUAL -> wanted ? IFLE : IFGT;
            case GREATER -> wanted ? IFGT : IFLE;
            case GREATER_OR_EQUAL -> wanted ? IFGE : IFLT;
            case EQUAL -> wanted ? IFEQ : IFNE;
            default -> wanted ? IFNE : IFEQ;
        };
    }
}
