package dev.cotangent.compiler.ir;

/**
 * An operation on every kind of statement. It has no default: who adds a kind is told by the compiler where to treat
 * it.
 */
public interface StmtVisitor<R> {

    R assign(Stmt.Assign statement);

    R store(Stmt.Store statement);

    R increment(Stmt.Increment statement);

    R allocate(Stmt.Allocate statement);

    R loop(Stmt.For statement);

    R loop(Stmt.While statement);

    R branch(Stmt.If statement);

    R kernel(Stmt.Kernel statement);

    R draw(Stmt.Draw statement);

    R check(Stmt.Check statement);

    R print(Stmt.Print statement);

    R readScalar(Stmt.ReadScalar statement);

    R readContainer(Stmt.ReadContainer statement);

    R push(Stmt.Push statement);

    R pop(Stmt.Pop statement);

    R invoke(Stmt.Invoke statement);

    /** Calls the method for the statement's kind. */
    default R visit(Stmt statement) {
        if (statement instanceof Stmt.Assign s) {
            return assign(s);
        } else if (statement instanceof Stmt.Store s) {
            return store(s);
        } else if (statement instanceof Stmt.Increment s) {
            return increment(s);
        } else if (statement instanceof Stmt.Allocate s) {
            return allocate(s);
        } else if (statement instanceof Stmt.For s) {
            return loop(s);
        } else if (statement instanceof Stmt.While s) {
            return loop(s);
        } else if (statement instanceof Stmt.If s) {
            return branch(s);
        } else if (statement instanceof Stmt.Kernel s) {
            return kernel(s);
        } else if (statement instanceof Stmt.Check s) {
            return check(s);
        }
        return visitRare(statement);
    }

    private R visitRare(Stmt statement) {
        if (statement instanceof Stmt.Draw s) {
            return draw(s);
        } else if (statement instanceof Stmt.Print s) {
            return print(s);
        } else if (statement instanceof Stmt.ReadScalar s) {
            return readScalar(s);
        } else if (statement instanceof Stmt.ReadContainer s) {
            return readContainer(s);
        } else if (statement instanceof Stmt.Push s) {
            return push(s);
        } else if (statement instanceof Stmt.Pop s) {
            return pop(s);
        }
        return invoke((Stmt.Invoke) statement);
    }
}
