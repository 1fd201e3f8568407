package dev.cotangent.compiler.codegen;

import static org.objectweb.asm.Opcodes.ALOAD;
import static org.objectweb.asm.Opcodes.ASTORE;
import static org.objectweb.asm.Opcodes.DCONST_0;
import static org.objectweb.asm.Opcodes.DLOAD;
import static org.objectweb.asm.Opcodes.DSTORE;
import static org.objectweb.asm.Opcodes.GETFIELD;
import static org.objectweb.asm.Opcodes.ICONST_0;
import static org.objectweb.asm.Opcodes.ILOAD;
import static org.objectweb.asm.Opcodes.ISTORE;
import static org.objectweb.asm.Opcodes.PUTFIELD;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.ScalarType;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/** Where locals and buffers are within one method, and the instructions that reach them. */
final class MethodScope {

    /** With more buffers than this, loading them all at the start costs more than it saves. */
    private static final int MOST_HOISTED = 100;

    private final ClassPlan plan;
    private final MethodVisitor code;
    private final Map<Local, Integer> slots = new HashMap<>();
    private final Map<Buffer, Integer> arraySlots = new HashMap<>();
    private int next = 1;

    MethodScope(ClassPlan plan, MethodVisitor code) {
        this.plan = plan;
        this.code = code;
    }

    ClassPlan plan() {
        return plan;
    }

    /** A fresh slot for a value of a type. */
    int slot(ScalarType type) {
        int slot = next;
        next += type == ScalarType.INT ? 1 : 2;
        return slot;
    }

    /** A fresh slot for an array. */
    int arraySlot() {
        return next++;
    }

    private int slot(Local local) {
        return slots.computeIfAbsent(local, l -> slot(l.type()));
    }

    /** Gives the next slots to a parameter. */
    void parameter(Local local) {
        slot(local);
    }

    void parameterArray(Buffer buffer) {
        arraySlots.put(buffer, arraySlot());
    }

    /** Makes the arrays of a procedure's buffers reachable. */
    void hoist(Procedure procedure) {
        Set<Buffer> buffers = plan.graph().footprint(procedure).buffers();
        for (Buffer own : plan.ownBuffers(procedure)) {
            int slot = arraySlot();
            arraySlots.put(own, slot);
            code.visitInsn(Opcodes.ACONST_NULL);
            code.visitTypeInsn(Opcodes.CHECKCAST, ClassPlan.descriptor(own));
            code.visitVarInsn(ASTORE, slot);
        }
        if (buffers.size() > MOST_HOISTED) {
            return;
        }
        for (Buffer buffer : buffers) {
            if (!arraySlots.containsKey(buffer)) {
                arraySlots.put(buffer, arraySlot());
                reload(buffer);
            }
        }
    }

    /** Loads a buffer's array anew, after something may have replaced it. */
    void reload(Buffer buffer) {
        Integer slot = arraySlots.get(buffer);
        if (slot != null && plan.fieldBuffers().contains(buffer)) {
            loadField(buffer.name(), ClassPlan.descriptor(buffer));
            code.visitVarInsn(ASTORE, slot);
        }
    }

    void loadArray(Buffer buffer) {
        Integer slot = arraySlots.get(buffer);
        if (slot != null) {
            code.visitVarInsn(ALOAD, slot);
        } else {
            loadField(buffer.name(), ClassPlan.descriptor(buffer));
        }
    }

    /** Replaces a buffer's array by the one on the stack. */
    void storeArray(Buffer buffer) {
        Integer slot = arraySlots.get(buffer);
        if (slot != null) {
            code.visitVarInsn(ASTORE, slot);
        }
        if (plan.fieldBuffers().contains(buffer)) {
            if (slot == null) {
                code.visitVarInsn(ALOAD, 0);
                code.visitInsn(Opcodes.SWAP);
            } else {
                code.visitVarInsn(ALOAD, 0);
                code.visitVarInsn(ALOAD, slot);
            }
            code.visitFieldInsn(PUTFIELD, plan.className(), buffer.name(), ClassPlan.descriptor(buffer));
        }
    }

    void load(Local local) {
        if (plan.isField(local)) {
            loadField(local.name(), ClassPlan.descriptor(local));
        } else {
            code.visitVarInsn(local.type() == ScalarType.INT ? ILOAD : DLOAD, slot(local));
        }
    }

    /** Stores what {@code value} pushes. */
    void store(Local local, Runnable value) {
        if (plan.isField(local)) {
            code.visitVarInsn(ALOAD, 0);
            value.run();
            code.visitFieldInsn(PUTFIELD, plan.className(), local.name(), ClassPlan.descriptor(local));
        } else {
            value.run();
            code.visitVarInsn(local.type() == ScalarType.INT ? ISTORE : DSTORE, slot(local));
        }
    }

    /** Gives a local a value that the verifier can see. */
    void initialise(Local local) {
        if (!plan.isField(local) && !slots.containsKey(local)) {
            store(local, () -> code.visitInsn(local.type() == ScalarType.INT ? ICONST_0 : DCONST_0));
        }
    }

    void loadField(String name, String descriptor) {
        code.visitVarInsn(ALOAD, 0);
        code.visitFieldInsn(GETFIELD, plan.className(), name, descriptor);
    }
}
