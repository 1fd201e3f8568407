package dev.cotangent.compiler.codegen;

import dev.cotangent.compiler.ir.Footprint;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Stmt;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Finds the locals that the Java verifier could think unassigned where they are read. */
final class Assigned {

    private final Set<Local> assigned = new LinkedHashSet<>();
    private final Set<Local> suspect = new LinkedHashSet<>();

    private Assigned() {}

    /** Locals that some path through the statements reads before it assigns them. */
    static Set<Local> suspects(List<Stmt> statements, List<Local> resultsRead) {
        Assigned analysis = new Assigned();
        analysis.visit(statements);
        resultsRead.forEach(analysis::read);
        return analysis.suspect;
    }

    private void read(Local local) {
        if (!assigned.contains(local)) {
            suspect.add(local);
        }
    }

    private void visit(List<Stmt> statements) {
        statements.forEach(this::visit);
    }

    private void visit(Stmt statement) {
        if (statement instanceof Stmt.For s) {
            Footprint.of(s.from()).reads().forEach(this::read);
            Footprint.of(s.to()).reads().forEach(this::read);
            scoped(() -> {
                assigned.add(s.index());
                visit(s.body());
            });
        } else if (statement instanceof Stmt.While s) {
            visit(s.test());
            Footprint.of(s.condition()).reads().forEach(this::read);
            scoped(() -> visit(s.body()));
        } else if (statement instanceof Stmt.If s) {
            Footprint.of(s.condition()).reads().forEach(this::read);
            Set<Local> first = scoped(() -> visit(s.whenTrue()));
            Set<Local> second = scoped(() -> visit(s.whenFalse()));
            first.retainAll(second);
            assigned.addAll(first);
        } else {
            Footprint footprint = Footprint.of(statement);
            footprint.reads().forEach(this::read);
            assigned.addAll(footprint.writes());
        }
    }

    /** Runs code and undoes its assignments; returns them. */
    private Set<Local> scoped(Runnable code) {
        List<Local> before = new ArrayList<>(assigned);
        code.run();
        Set<Local> added = new LinkedHashSet<>(assigned);
        before.forEach(added::remove);
        assigned.removeAll(added);
        return added;
    }
}
