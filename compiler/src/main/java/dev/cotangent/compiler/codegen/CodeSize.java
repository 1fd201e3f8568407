package dev.cotangent.compiler.codegen;

import dev.cotangent.compiler.ir.Argument;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Slice;
import dev.cotangent.compiler.ir.Stmt;
import java.util.List;

/**
 * Estimates of the bytes of code that statements become, so that methods stay below the size from which the virtual
 * machine refuses to compile them (8000 bytes). They are upper bounds but for what a method loads at its start and
 * reloads after calls.
 */
final class CodeSize {

    /** A load or store of a local of any number, or of a field. */
    private static final int ACCESS = 4;

    /** The code that makes a message without values, and throws or prints it. */
    private static final int MESSAGE = 24;

    /** The call that puts a value into a message. */
    private static final int PART = 12;

    /** The code that puts one size of a container into an array. */
    private static final int SIZE = 5;

    private CodeSize() {}

    static int of(List<Stmt> statements) {
        return statements.stream().mapToInt(CodeSize::of).sum();
    }

    static int of(Stmt statement) {
        if (statement instanceof Stmt.Assign s) {
            return of(s.value()) + ACCESS;
        } else if (statement instanceof Stmt.Store s) {
            return of(s.index()) + of(s.value()) + ACCESS + 1;
        } else if (statement instanceof Stmt.Increment s) {
            return of(s.index()) + of(s.value()) + ACCESS + 4;
        } else if (statement instanceof Stmt.Allocate s) {
            return 2 * of(s.size()) + 8 * ACCESS;
        } else if (statement instanceof Stmt.For s) {
            return of(s.from()) + of(s.to()) + 12 * ACCESS + of(s.body());
        } else if (statement instanceof Stmt.While s) {
            return of(s.test()) + of(s.condition()) + 8 + of(s.body());
        } else if (statement instanceof Stmt.If s) {
            return of(s.condition()) + 8 + of(s.whenTrue()) + of(s.whenFalse());
        } else if (statement instanceof Stmt.Kernel s) {
            return 8
                    + 3 * ACCESS
                    + s.arguments().stream().mapToInt(CodeSize::of).sum()
                    + of(s.result());
        } else if (statement instanceof Stmt.Draw s) {
            return 2 * ACCESS + 4 + sum(s.arguments());
        } else if (statement instanceof Stmt.Check s) {
            return MESSAGE + of(s.condition()) + ofParts(s.message());
        } else if (statement instanceof Stmt.Print s) {
            return MESSAGE + ofParts(s.message());
        } else if (statement instanceof Stmt.ReadScalar) {
            return 4 * ACCESS;
        } else if (statement instanceof Stmt.ReadContainer s) {
            return 10 * ACCESS + 8 * s.sizes().size() + sum(s.sizes());
        } else if (statement instanceof Stmt.Push s) {
            return of(s.value()) + ACCESS;
        } else if (statement instanceof Stmt.Pop) {
            return 2 * ACCESS;
        }
        Stmt.Invoke s = (Stmt.Invoke) statement;
        return 4 * ACCESS + sum(s.arguments()) + 3 * ACCESS * s.results().size();
    }

    private static int ofParts(List<Stmt.Part> parts) {
        int size = 0;
        for (Stmt.Part part : parts) {
            if (part instanceof Stmt.Part.Value v) {
                size += PART + of(v.value());
            } else if (part instanceof Stmt.Part.Elements e) {
                size += PART + of(e.slice()) + SIZE * e.slice().sizes().size();
            }
        }
        return size;
    }

    private static int of(Argument argument) {
        if (argument instanceof Argument.Scalar s) {
            return of(s.value());
        }
        Slice slice = (Slice) argument;
        return ACCESS + of(slice.offset()) + sum(slice.sizes());
    }

    private static int sum(List<Expr> expressions) {
        int size = 0;
        for (Expr expression : expressions) {
            size += of(expression);
        }
        return size;
    }

    private static int of(Expr expr) {
        if (expr instanceof Expr.Operation e) {
            return 8 + sum(e.operands());
        } else if (expr instanceof Expr.Load e) {
            return ACCESS + 1 + of(e.index());
        } else if (expr instanceof Expr.Call e) {
            return 3 + sum(e.arguments());
        } else if (expr instanceof Expr.Select e) {
            return 8 + of(e.condition()) + of(e.whenTrue()) + of(e.whenFalse());
        }
        return ACCESS;
    }
}
