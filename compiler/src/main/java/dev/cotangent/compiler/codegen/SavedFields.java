package dev.cotangent.compiler.codegen;

import static org.objectweb.asm.Opcodes.*;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.ScalarType;
import java.util.LinkedHashMap;
import java.util.Map;
import org.objectweb.asm.MethodVisitor;

/**
 * Fields that a method of a recursive procedure saves when it is entered and restores when it returns, so that every
 * activation has its own although parts of the procedure reach them as fields.
 */
final class SavedFields {

    private final MethodScope scope;
    private final MethodVisitor code;
    private final Map<Local, Integer> locals = new LinkedHashMap<>();
    private final Map<Buffer, Integer> arrays = new LinkedHashMap<>();

    SavedFields(MethodScope scope, MethodVisitor code) {
        this.scope = scope;
        this.code = code;
    }

    /** Saves what the parts of a procedure share, and gives this activation buffers without arrays. */
    void save(Family family) {
        for (Local local : family.sharedLocals()) {
            int slot = scope.slot(local.type());
            locals.put(local, slot);
            scope.loadField(local.name(), ClassPlan.descriptor(local));
            code.visitVarInsn(local.type() == ScalarType.INT ? ISTORE : DSTORE, slot);
        }
        for (Buffer buffer : family.ownBuffers()) {
            int slot = scope.arraySlot();
            arrays.put(buffer, slot);
            scope.loadField(buffer.name(), ClassPlan.descriptor(buffer));
            code.visitVarInsn(ASTORE, slot);
            put(buffer.name(), ClassPlan.descriptor(buffer), () -> code.visitInsn(ACONST_NULL));
        }
    }

    void restore() {
        locals.forEach((local, slot) -> {
            int load = local.type() == ScalarType.INT ? ILOAD : DLOAD;
            put(local.name(), ClassPlan.descriptor(local), () -> code.visitVarInsn(load, slot));
        });
        arrays.forEach((buffer, slot) ->
                put(buffer.name(), ClassPlan.descriptor(buffer), () -> code.visitVarInsn(ALOAD, slot)));
    }

    private void put(String name, String descriptor, Runnable value) {
        code.visitVarInsn(ALOAD, 0);
        value.run();
        code.visitFieldInsn(PUTFIELD, scope.plan().className(), name, descriptor);
    }
}
