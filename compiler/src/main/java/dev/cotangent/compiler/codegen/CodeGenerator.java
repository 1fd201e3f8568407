package dev.cotangent.compiler.codegen;

import static org.objectweb.asm.Opcodes.*;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Names;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Program;
import dev.cotangent.compiler.ir.Storage;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;

/** Emits the class of a model: a subclass of {@code CompiledProgram}, class file version 17. */
public final class CodeGenerator {

    /** Package of generated classes, as an internal name. */
    static final String PACKAGE = "dev/cotangent/generated/";

    private static final String BASE = "dev/cotangent/runtime/model/CompiledProgram";

    private final Program program;
    private final ClassPlan plan;
    private final ClassWriter writer = new FrameWriter();

    private CodeGenerator(Program program, ClassPlan plan) {
        this.program = program;
        this.plan = plan;
    }

    /** Computes frames without loading the classes that they mention. */
    private static final class FrameWriter extends ClassWriter {
        FrameWriter() {
            super(COMPUTE_FRAMES);
        }

        @Override
        protected String getCommonSuperClass(String first, String second) {
            return first.equals(second) ? first : "java/lang/Object";
        }
    }

    /**
     * The class of a program.
     *
     * @param gradient of a position and the gradient (two buffers) to the log density
     * @param names the program's names
     */
    public static byte[] generate(Program program, Procedure gradient, Names names) {
        Procedure bind = Outlining.split(program.bind(), names);
        Procedure value = Outlining.split(program.logDensity(), names);
        Procedure withGradient = Outlining.split(gradient, names);
        Procedure draw = Outlining.split(program.draw(), names);
        Procedure unconstrain = Outlining.split(program.unconstrain(), names);
        ClassPlan plan =
                new ClassPlan(className(program.name()), List.of(bind, value, withGradient, draw, unconstrain));
        CodeGenerator generator = new CodeGenerator(program, plan);
        generator.header();
        generator.root("bind", bind);
        generator.root("value", value);
        generator.root("gradient", withGradient);
        generator.root("draw", draw);
        generator.root("unconstrain", unconstrain);
        List<Procedure> roots = List.of(bind, value, withGradient, draw, unconstrain);
        plan.graph().procedures().stream().filter(p -> !roots.contains(p)).forEach(generator::invoked);
        generator.outputSizes();
        generator.dimension();
        generator.fork();
        try {
            return generator.writer.toByteArray();
        } catch (MethodTooLargeException e) {
            throw new CompilerBug("method " + e.getMethodName() + " has " + e.getCodeSize() + " bytes of code");
        }
    }

    private static String className(String model) {
        StringBuilder name = new StringBuilder(PACKAGE);
        for (char c : model.toCharArray()) {
            name.append(Character.isJavaIdentifierPart(c) ? c : '_');
        }
        return name.toString();
    }

    private void header() {
        writer.visit(V17, ACC_PUBLIC | ACC_FINAL | ACC_SUPER, plan.className(), null, BASE, null);
        writer.visitSource(program.source().name(), null);
        plan.fieldLocals().forEach(l -> writer.visitField(ACC_PRIVATE, l.name(), ClassPlan.descriptor(l), null, null));
        plan.fieldBuffers().forEach(b -> writer.visitField(ACC_PRIVATE, b.name(), ClassPlan.descriptor(b), null, null));
        MethodVisitor code = writer.visitMethod(ACC_PUBLIC, "<init>", "()V", null, null);
        code.visitCode();
        code.visitVarInsn(ALOAD, 0);
        code.visitMethodInsn(INVOKESPECIAL, BASE, "<init>", "()V", false);
        code.visitInsn(RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    /** A method that the base class declares: buffers come as arguments, a result is returned. */
    private void root(String name, Procedure procedure) {
        boolean result = !procedure.results().isEmpty();
        String descriptor = "(" + "[D".repeat(procedure.buffers().size()) + ")" + (result ? "D" : "V");
        MethodVisitor code = writer.visitMethod(ACC_PROTECTED | ACC_FINAL, name, descriptor, null, null);
        MethodScope scope = new MethodScope(plan, code);
        procedure.buffers().forEach(scope::parameterArray);
        code.visitCode();
        int slot = 1;
        for (Buffer buffer : procedure.buffers()) {
            if (plan.fieldBuffers().contains(buffer)) {
                code.visitVarInsn(ALOAD, 0);
                code.visitVarInsn(ALOAD, slot);
                code.visitFieldInsn(PUTFIELD, plan.className(), buffer.name(), ClassPlan.descriptor(buffer));
            }
            slot++;
        }
        body(procedure, scope, code, () -> {
            if (result) {
                scope.load(procedure.results().get(0));
                code.visitInsn(DRETURN);
            } else {
                code.visitInsn(RETURN);
            }
        });
    }

    private void invoked(Procedure procedure) {
        MethodVisitor code = writer.visitMethod(
                ACC_PRIVATE | ACC_FINAL, procedure.name(), ClassPlan.descriptor(procedure), null, null);
        MethodScope scope = new MethodScope(plan, code);
        procedure.scalars().forEach(scope::parameter);
        code.visitCode();
        body(procedure, scope, code, () -> code.visitInsn(RETURN));
    }

    private void body(Procedure procedure, MethodScope scope, MethodVisitor code, Runnable end) {
        scope.hoist(procedure);
        List<Local> read = new ArrayList<>(procedure.results());
        Assigned.suspects(procedure.body(), read).forEach(local -> {
            if (local.storage() == Storage.WORK) {
                scope.initialise(local);
            }
        });
        ExprCode expressions = new ExprCode(scope, code);
        StmtCode statements = new StmtCode(scope, code, expressions, new Messages(), program.source());
        statements.all(procedure.body());
        end.run();
        statements.coldCode();
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private void outputSizes() {
        MethodVisitor code = writer.visitMethod(ACC_PROTECTED | ACC_FINAL, "outputSizes", "()[[I", null, null);
        MethodScope scope = new MethodScope(plan, code);
        ExprCode expressions = new ExprCode(scope, code);
        StmtCode statements = new StmtCode(scope, code, expressions, new Messages(), program.source());
        code.visitCode();
        expressions.integer(program.outputs().size());
        code.visitTypeInsn(ANEWARRAY, "[I");
        for (int k = 0; k < program.outputs().size(); k++) {
            code.visitInsn(DUP);
            expressions.integer(k);
            statements.shape(program.outputs().get(k).sizes());
            code.visitInsn(AASTORE);
        }
        code.visitInsn(ARETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private void dimension() {
        MethodVisitor code = writer.visitMethod(ACC_PROTECTED | ACC_FINAL, "dimension", "()I", null, null);
        code.visitCode();
        new MethodScope(plan, code).load(program.dimension());
        code.visitInsn(IRETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    /** A new instance with the fields of data copied. */
    private void fork() {
        MethodVisitor code = writer.visitMethod(ACC_PROTECTED | ACC_FINAL, "fork", "()L" + BASE + ";", null, null);
        code.visitCode();
        code.visitTypeInsn(NEW, plan.className());
        code.visitInsn(DUP);
        code.visitMethodInsn(INVOKESPECIAL, plan.className(), "<init>", "()V", false);
        for (Local local : plan.fieldLocals()) {
            if (local.storage() == Storage.DATA) {
                copyField(code, local.name(), ClassPlan.descriptor(local));
            }
        }
        for (Buffer buffer : plan.fieldBuffers()) {
            if (buffer.storage() == Storage.DATA) {
                copyField(code, buffer.name(), ClassPlan.descriptor(buffer));
            }
        }
        code.visitInsn(ARETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private void copyField(MethodVisitor code, String name, String descriptor) {
        code.visitInsn(DUP);
        code.visitVarInsn(ALOAD, 0);
        code.visitFieldInsn(GETFIELD, plan.className(), name, descriptor);
        code.visitFieldInsn(PUTFIELD, plan.className(), name, descriptor);
    }
}
