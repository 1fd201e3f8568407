package dev.cotangent.compiler.ir;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Checks that procedures keep the rules of the intermediate representation: types, storage, unique names, locals that
 * are assigned somewhere. A violation is a {@link CompilerBug} that names the procedure and shows the statement.
 */
public final class IrVerifier {

    /** What a procedure may do beside computing. */
    enum Permission {
        /** Assign locals and buffers of storage {@link Storage#DATA}. */
        WRITE_DATA,
        /** Read a data source. */
        READ_SOURCE,
        /** Draw random numbers. */
        DRAW
    }

    private final Map<String, Object> names = new HashMap<>();

    private IrVerifier() {}

    /** Checks all procedures of a model. */
    public static void verify(Program program) {
        verify(program, List.of());
    }

    /**
     * Checks all procedures of a model and others, which may only compute.
     *
     * @param others procedures derived from the program, as its gradient
     */
    public static void verify(Program program, List<Procedure> others) {
        IrVerifier verifier = new IrVerifier();
        verifier.root(program.bind(), Set.of(Permission.WRITE_DATA, Permission.READ_SOURCE, Permission.DRAW));
        verifier.root(program.unconstrain(), Set.of(Permission.READ_SOURCE));
        verifier.root(program.draw(), Set.of(Permission.DRAW));
        verifier.root(program.logDensity(), Set.of());
        others.forEach(other -> verifier.root(other, Set.of()));
        verifier.signature(program.logDensity(), 1, 1);
        verifier.signature(program.draw(), 2, 0);
        verifier.signature(program.unconstrain(), 1, 0);
        verifier.signature(program.bind(), 0, 0);
    }

    /** Checks one procedure, and those that it invokes, which may only compute. */
    public static void verify(Procedure procedure) {
        new IrVerifier().root(procedure, Set.of());
    }

    private void signature(Procedure procedure, int buffers, int results) {
        boolean matches = procedure.scalars().isEmpty()
                && procedure.buffers().size() == buffers
                && procedure.results().size() == results;
        if (!matches) {
            throw new CompilerBug("procedure " + procedure + " has a wrong signature");
        }
    }

    private void root(Procedure root, Set<Permission> permissions) {
        CallGraph graph = new CallGraph(List.of(root));
        for (Procedure procedure : graph.procedures()) {
            procedure(procedure, graph.footprint(procedure), permissions);
        }
    }

    private void procedure(Procedure procedure, Footprint footprint, Set<Permission> permissions) {
        unique(procedure, procedure.name(), procedure);
        footprint.locals().forEach(local -> unique(procedure, local.name(), local));
        footprint.buffers().forEach(buffer -> unique(procedure, buffer.name(), buffer));
        parameters(procedure);
        for (Local local : footprint.reads()) {
            boolean known =
                    local.storage() == Storage.DATA || footprint.writes().contains(local);
            require(known, procedure, "reads " + local + ", which is never assigned");
        }
        VerifiedStatements statements = new VerifiedStatements(procedure, permissions);
        procedure.body().forEach(statements::visit);
    }

    private void parameters(Procedure procedure) {
        for (Local local : procedure.scalars()) {
            require(local.storage() == Storage.ARGUMENT, procedure, "parameter " + local + " is not an argument");
        }
        for (Buffer buffer : procedure.buffers()) {
            require(buffer.storage() == Storage.ARGUMENT, procedure, "parameter " + buffer + " is not an argument");
        }
    }

    private void unique(Procedure procedure, String name, Object named) {
        Object other = names.putIfAbsent(kind(named) + name, named);
        require(other == null || other == named, procedure, "the name " + name + " is not unique");
    }

    /** Procedures have names of their own; locals and buffers share theirs. */
    private static String kind(Object named) {
        return named instanceof Procedure ? "procedure " : "";
    }

    private static void require(boolean condition, Procedure procedure, String message) {
        if (!condition) {
            throw new CompilerBug("procedure " + procedure + ": " + message);
        }
    }
}
