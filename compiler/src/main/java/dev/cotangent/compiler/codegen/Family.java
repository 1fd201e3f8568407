package dev.cotangent.compiler.codegen;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Footprint;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Storage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * A procedure and the parts that it was split into: methods that share scalars.
 *
 * @param head the procedure that others call
 * @param parts called by the head and by one another only
 * @param recursive true if the head can be called while it runs
 * @param ownBuffers buffers of which every activation has its own
 */
record Family(Procedure head, List<Procedure> parts, boolean recursive, Set<Buffer> ownBuffers) {

    /** The head and the parts. */
    List<Procedure> members() {
        List<Procedure> all = new ArrayList<>();
        all.add(head);
        all.addAll(parts);
        return all;
    }

    boolean isSplit() {
        return !parts.isEmpty();
    }

    /** Scalars of the procedure, data aside, that more than one of its methods mention. */
    Set<Local> sharedLocals() {
        Set<Local> seen = new LinkedHashSet<>();
        Set<Local> shared = new LinkedHashSet<>();
        for (Procedure member : members()) {
            for (Local local : Footprint.of(member).locals()) {
                if (!seen.add(local) && local.storage() != Storage.DATA) {
                    shared.add(local);
                }
            }
        }
        return shared;
    }
}
