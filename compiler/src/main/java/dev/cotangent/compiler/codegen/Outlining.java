package dev.cotangent.compiler.codegen;

import dev.cotangent.compiler.ir.Names;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Stmt;
import java.util.ArrayList;
import java.util.List;

/**
 * Splits long procedures: runs of statements become procedures of their own, invoked in their place. What the parts
 * share, they share through the evaluator's fields.
 */
final class Outlining {

    private final Names names;
    private final String name;
    private final int target;
    private final List<Procedure> parts = new ArrayList<>();

    /**
     * Prepares to split one procedure.
     *
     * @param target bytes of code that a method aims at
     */
    Outlining(Procedure procedure, Names names, int target) {
        this.names = names;
        this.name = procedure.name();
        this.target = target;
    }

    /** The procedures that {@link #fit} made. */
    List<Procedure> parts() {
        return parts;
    }

    /** Statements of the same effect that fit a method. */
    List<Stmt> fit(List<Stmt> statements) {
        if (CodeSize.of(statements) <= target) {
            return statements;
        }
        List<Stmt> shrunk = statements.stream().map(this::shrink).toList();
        if (CodeSize.of(shrunk) <= target) {
            return shrunk;
        }
        List<Stmt> calls = new ArrayList<>();
        List<Stmt> part = new ArrayList<>();
        int size = 0;
        for (Stmt statement : shrunk) {
            int next = CodeSize.of(statement);
            if (size + next > target && !part.isEmpty()) {
                calls.add(outline(part));
                part = new ArrayList<>();
                size = 0;
            }
            part.add(statement);
            size += next;
        }
        calls.add(outline(part));
        return fit(calls);
    }

    /** A statement that fits a method, with blocks that don't fit replaced by calls. */
    private Stmt shrink(Stmt statement) {
        if (CodeSize.of(statement) <= target) {
            return statement;
        }
        if (statement instanceof Stmt.For s) {
            return new Stmt.For(s.index(), s.from(), s.to(), s.direction(), called(s.body()), s.span());
        } else if (statement instanceof Stmt.While s) {
            return new Stmt.While(called(s.test()), s.condition(), called(s.body()), s.span());
        } else if (statement instanceof Stmt.If s) {
            return new Stmt.If(s.condition(), called(s.whenTrue()), called(s.whenFalse()), s.span());
        }
        return statement;
    }

    private List<Stmt> called(List<Stmt> block) {
        List<Stmt> fitting = fit(block);
        return CodeSize.of(fitting) <= target / 4 ? fitting : List.of(outline(fitting));
    }

    private Stmt outline(List<Stmt> statements) {
        Procedure part = new Procedure(names.fresh(name + "_part"), List.of(), List.of(), List.of(), statements);
        parts.add(part);
        return new Stmt.Invoke(part, List.of(), List.of(), statements.get(0).span());
    }
}
