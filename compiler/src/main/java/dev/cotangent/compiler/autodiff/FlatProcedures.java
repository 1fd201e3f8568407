package dev.cotangent.compiler.autodiff;

import dev.cotangent.compiler.ir.CallGraph;
import dev.cotangent.compiler.ir.Names;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Stmt;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A procedure and those that it reaches by calls, flattened.
 *
 * @param bodies by procedure, the outermost first
 * @param activity of all their variables, those included that flattening made
 */
record FlatProcedures(Map<Procedure, List<Stmt>> bodies, Activity activity) {

    /**
     * Flattens a procedure.
     *
     * @param inputs what it is differentiated in
     * @param outputs its locals and buffers that are to be differentiated
     */
    static FlatProcedures of(Procedure root, Collection<?> inputs, Collection<?> outputs, Names names) {
        Map<Procedure, List<Stmt>> bodies = new LinkedHashMap<>();
        new CallGraph(List.of(root)).procedures().forEach(p -> bodies.put(p, p.body()));
        Activity activity = Activity.of(bodies.values(), inputs, outputs);
        bodies.replaceAll((p, body) -> Flatten.of(body, activity, Settled.of(p, body), names));
        return new FlatProcedures(bodies, Activity.of(bodies.values(), inputs, outputs));
    }
}
