package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Stmt;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The buffers that statements allocate, whatever way they take through them. */
final class Allocations {

    private Allocations() {}

    static Set<Buffer> in(Stmt statement) {
        Set<Buffer> found = new HashSet<>();
        collect(List.of(statement), found);
        return found;
    }

    private static void collect(List<Stmt> statements, Set<Buffer> found) {
        for (Stmt statement : statements) {
            if (statement instanceof Stmt.Allocate s) {
                found.add(s.buffer());
            } else if (statement instanceof Stmt.For s) {
                collect(s.body(), found);
            } else if (statement instanceof Stmt.While s) {
                collect(s.test(), found);
                collect(s.body(), found);
            } else if (statement instanceof Stmt.If s) {
                collect(s.whenTrue(), found);
                collect(s.whenFalse(), found);
            } else if (statement instanceof Stmt.ReadContainer s) {
                found.add(s.target());
            }
        }
    }
}
