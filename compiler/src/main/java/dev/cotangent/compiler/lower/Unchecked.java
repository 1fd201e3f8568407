package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.ir.Stmt;
import java.util.List;
import java.util.Optional;

/** Statements without checks and prints, for code that runs only where another procedure has made them. */
final class Unchecked {

    private Unchecked() {}

    static List<Stmt> of(List<Stmt> statements) {
        return statements.stream().flatMap(s -> statement(s).stream()).toList();
    }

    private static Optional<Stmt> statement(Stmt statement) {
        if (statement instanceof Stmt.Check || statement instanceof Stmt.Print) {
            return Optional.empty();
        } else if (statement instanceof Stmt.For s) {
            return Optional.of(new Stmt.For(s.index(), s.from(), s.to(), s.direction(), of(s.body()), s.span()));
        } else if (statement instanceof Stmt.While s) {
            return Optional.of(new Stmt.While(of(s.test()), s.condition(), of(s.body()), s.span()));
        } else if (statement instanceof Stmt.If s) {
            return Optional.of(new Stmt.If(s.condition(), of(s.whenTrue()), of(s.whenFalse()), s.span()));
        }
        return Optional.of(statement);
    }
}
