package dev.cotangent.compiler.codegen;

import static org.objectweb.asm.Opcodes.*;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Names;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Program;
import dev.cotangent.compiler.ir.Storage;
import dev.cotangent.compiler.structure.RowDensity;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.objectweb.asm.ClassTooLargeException;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodTooLargeException;
import org.objectweb.asm.MethodVisitor;

/** Emits the class of a model: a subclass of {@code CompiledProgram}, class file version 17. */
public final class CodeGenerator {

    /** Bytes of code of the longest method: at 8000 HotSpot stops compiling a method to machine code. */
    static final int LONGEST_METHOD = 7500;

    /** Package of generated classes, as an internal name. */
    static final String PACKAGE = "dev/cotangent/generated/";

    private static final String BASE = "dev/cotangent/runtime/model/CompiledProgram";
    private static final String BIND = "bind";

    /** The method of the base class that computes a gradient. */
    public static final String GRADIENT = "gradient";

    /** The method of the base class that computes derivatives of the gradient in four directions. */
    public static final String DIRECTIONAL = "directional";

    /** The method of the base class that computes second derivatives of the gradient in one direction. */
    public static final String SECOND_DIRECTIONAL = "secondDirectional";

    /** The method of the base class that computes what no row contributes, and its gradient. */
    public static final String REST_GRADIENT = "restGradient";

    /** The method of the base class that computes the terms of chosen rows, and their gradient. */
    public static final String SUM_GRADIENT = "sumGradient";

    /** The method of the base class that computes products of the Fisher metric with four directions. */
    public static final String INFORMATION_TIMES = "informationTimes";

    /** The method of the base class that computes derivatives of the Fisher metric's quadratic form. */
    public static final String INFORMATION_SLOPE = "informationSlope";

    /** What methods aim at, first; HotSpot's optimiser prefers methods that are much shorter than allowed. */
    private static final int FIRST_TARGET = 4000;

    private static final int LAST_TARGET = 1000;

    private final Program program;
    private final List<String> roots;
    private final Optional<RowDensity> rows;
    private final ClassPlan plan;
    private final ClassWriter writer = new FrameWriter();
    private final Map<String, Label> ends = new LinkedHashMap<>();

    private CodeGenerator(Program program, List<String> roots, Optional<RowDensity> rows, ClassPlan plan) {
        this.program = program;
        this.roots = roots;
        this.rows = rows;
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
     * @param derivatives what methods of the base class compute derivatives, by name; buffers come as arguments, in order
     * @param names the program's names
     */
    public static byte[] generate(Program program, Map<String, Procedure> derivatives, Names names) {
        return generate(program, derivatives, Optional.empty(), names, CodeTarget.of(program.name()));
    }

    /**
     * The same as a certain class.
     *
     * @param rows how the density is evaluated by rows, if the derivatives have those of its parts
     */
    public static byte[] generate(
            Program program,
            Map<String, Procedure> derivatives,
            Optional<RowDensity> rows,
            Names names,
            CodeTarget target) {
        return generate(program, derivatives, rows, names, target, FIRST_TARGET);
    }

    /** The same with another aim for the length of methods. */
    static byte[] generate(
            Program program,
            Map<String, Procedure> derivatives,
            Optional<RowDensity> rows,
            Names names,
            CodeTarget code,
            int firstTarget) {
        Map<String, Procedure> roots = new LinkedHashMap<>();
        roots.put(BIND, program.bind());
        roots.put("value", program.logDensity());
        roots.putAll(derivatives);
        roots.put("draw", program.draw());
        roots.put("unconstrain", program.unconstrain());
        for (int target = firstTarget; ; target /= 2) {
            ClassPlan plan = new ClassPlan(code, List.copyOf(roots.values()), names, target);
            CodeGenerator generator = new CodeGenerator(program, List.copyOf(roots.keySet()), rows, plan);
            byte[] bytes = generator.emit();
            Optional<String> tooLong = generator.tooLong();
            if (tooLong.isEmpty()) {
                return bytes;
            } else if (target <= LAST_TARGET) {
                throw new CompilerBug("a method is too long to be compiled: " + tooLong.get());
            }
        }
    }

    private byte[] emit() {
        header();
        for (Procedure procedure : plan.procedures()) {
            int root = plan.roots().indexOf(procedure);
            if (root >= 0) {
                root(roots.get(root), procedure);
            } else {
                invoked(procedure);
            }
        }
        outputSizes();
        dimension();
        if (roots.contains(DIRECTIONAL)) {
            capability("isCurved");
        }
        if (roots.contains(INFORMATION_TIMES)) {
            capability("hasInformation");
        }
        rows.ifPresent(density -> new RowMethods(writer, plan, program.source()).emit(density));
        fork();
        try {
            return writer.toByteArray();
        } catch (MethodTooLargeException | ClassTooLargeException e) {
            throw new CompilerBug("the class is too large: " + e.getMessage());
        }
    }

    /** A method that is too long for the virtual machine, and its length. */
    private Optional<String> tooLong() {
        return ends.entrySet().stream()
                .filter(e -> e.getValue().getOffset() > LONGEST_METHOD)
                .map(e -> e.getKey() + " has " + e.getValue().getOffset() + " bytes")
                .findFirst();
    }

    private void header() {
        writer.visit(V17, ACC_PUBLIC | ACC_FINAL | ACC_SUPER, plan.className(), null, BASE, null);
        writer.visitSource(program.source().name(), null);
        plan.fieldLocals().forEach(local -> field(local.name(), ClassPlan.descriptor(local)));
        plan.fieldBuffers().forEach(buffer -> field(buffer.name(), ClassPlan.descriptor(buffer)));
        for (Procedure procedure : plan.procedures()) {
            for (int k = 0; k < returned(procedure); k++) {
                field(
                        ClassPlan.resultField(procedure, k),
                        ClassPlan.descriptor(procedure.results().get(k)));
            }
        }
        MethodVisitor code = writer.visitMethod(ACC_PUBLIC, "<init>", "()V", null, null);
        code.visitCode();
        code.visitVarInsn(ALOAD, 0);
        code.visitMethodInsn(INVOKESPECIAL, BASE, "<init>", "()V", false);
        code.visitInsn(RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private void field(String name, String descriptor) {
        writer.visitField(ACC_PRIVATE, name, descriptor, null, null).visitEnd();
    }

    /** Number of results that a procedure returns in fields. */
    private int returned(Procedure procedure) {
        return plan.roots().contains(procedure) ? 0 : procedure.results().size();
    }

    /** A method that the base class declares: buffers come as arguments, a result is returned. */
    private void root(String name, Procedure procedure) {
        boolean result = !procedure.results().isEmpty();
        String descriptor = "(" + "[D".repeat(procedure.buffers().size()) + ")" + (result ? "D" : "V");
        MethodVisitor code = writer.visitMethod(ACC_PROTECTED | ACC_FINAL, name, descriptor, null, null);
        MethodScope scope = new MethodScope(plan, code);
        procedure.buffers().forEach(scope::parameterArray);
        code.visitCode();
        procedure.buffers().forEach(scope::publish);
        body(procedure, scope, code, () -> {
            if (result) {
                scope.load(procedure.results().get(0));
                code.visitInsn(DRETURN);
            } else {
                code.visitInsn(RETURN);
            }
        });
        end(name, code);
    }

    private void invoked(Procedure procedure) {
        String name = ClassPlan.methodName(procedure);
        MethodVisitor code =
                writer.visitMethod(ACC_PRIVATE | ACC_FINAL, name, ClassPlan.descriptor(procedure), null, null);
        MethodScope scope = new MethodScope(plan, code);
        procedure.scalars().forEach(scope::parameter);
        code.visitCode();
        Family family = plan.family(procedure);
        SavedFields saved = new SavedFields(scope, code);
        if (family.head() == procedure && family.recursive() && family.isSplit()) {
            saved.save(family);
        }
        procedure.scalars().forEach(scope::publish);
        body(procedure, scope, code, () -> {
            results(procedure, scope, code);
            saved.restore();
            code.visitInsn(RETURN);
        });
        end(name, code);
    }

    private void results(Procedure procedure, MethodScope scope, MethodVisitor code) {
        for (int k = 0; k < procedure.results().size(); k++) {
            Local result = procedure.results().get(k);
            code.visitVarInsn(ALOAD, 0);
            scope.load(result);
            String field = ClassPlan.resultField(procedure, k);
            code.visitFieldInsn(PUTFIELD, plan.className(), field, ClassPlan.descriptor(result));
        }
    }

    private void body(Procedure procedure, MethodScope scope, MethodVisitor code, Runnable end) {
        scope.hoist(procedure);
        copyFields(procedure, scope);
        Assigned.suspects(procedure.body(), procedure.results()).stream()
                .filter(local -> local.storage() == Storage.WORK)
                .forEach(scope::initialise);
        ExprCode expressions = new ExprCode(scope, code);
        StmtCode statements = new StmtCode(scope, code, expressions, new Messages(), program.source());
        statements.all(procedure.body());
        end.run();
        statements.coldCode();
    }

    /** Keeps fields in variables of Java where they are used much; not in bind, which runs once. */
    private void copyFields(Procedure procedure, MethodScope scope) {
        if (plan.family(procedure).head() == plan.roots().get(0)) {
            return;
        }
        Uses uses = new Uses(procedure.body());
        plan.footprint(procedure).locals().stream()
                .filter(local -> plan.isField(local) && uses.isWorthwhile(local))
                .forEach(scope::copy);
    }

    private void end(String name, MethodVisitor code) {
        Label end = new Label();
        code.visitLabel(end);
        ends.put(name, end);
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

    /** A method that says that others are there. */
    private void capability(String name) {
        MethodVisitor code = writer.visitMethod(ACC_PROTECTED | ACC_FINAL, name, "()Z", null, null);
        code.visitCode();
        code.visitInsn(ICONST_1);
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
