package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.compiler.ir.Stmt;

/** One action for every kind of statement: a visitor without results. */
public interface StmtActions {

    void assign(Stmt.Assign statement);

    void store(Stmt.Store statement);

    void increment(Stmt.Increment statement);

    void allocate(Stmt.Allocate statement);

    void forLoop(Stmt.For statement);

    void whileLoop(Stmt.While statement);

    void branch(Stmt.If statement);

    void kernel(Stmt.Kernel statement);

    void draw(Stmt.Draw statement);

    void check(Stmt.Check statement);

    void print(Stmt.Print statement);

    void readScalar(Stmt.ReadScalar statement);

    void readContainer(Stmt.ReadContainer statement);

    void push(Stmt.Push statement);

    void pop(Stmt.Pop statement);

    void invoke(Stmt.Invoke statement);

    /** Calls the method of the statement's kind. */
    default void visit(Stmt statement) {
        if (statement instanceof Stmt.Assign s) {
            assign(s);
        } else if (statement instanceof Stmt.Store s) {
            store(s);
        } else if (statement instanceof Stmt.Increment s) {
            increment(s);
        } else if (statement instanceof Stmt.Allocate s) {
            allocate(s);
        } else if (statement instanceof Stmt.For s) {
            forLoop(s);
        } else if (statement instanceof Stmt.While s) {
            whileLoop(s);
        } else if (statement instanceof Stmt.If s) {
            branch(s);
        } else if (statement instanceof Stmt.Kernel s) {
            kernel(s);
        } else if (statement instanceof Stmt.Draw s) {
            draw(s);
        } else if (statement instanceof Stmt.Check s) {
            check(s);
        } else if (statement instanceof Stmt.Print s) {
            print(s);
        } else if (statement instanceof Stmt.ReadScalar s) {
            readScalar(s);
        } else if (statement instanceof Stmt.ReadContainer s) {
            readContainer(s);
        } else if (statement instanceof Stmt.Push s) {
            push(s);
        } else if (statement instanceof Stmt.Pop s) {
            pop(s);
        } else if (statement instanceof Stmt.Invoke s) {
            invoke(s);
        } else {
            throw new CompilerBug("no visit of " + statement);
        }
    }

    /** Visits statements in order. */
    default void visit(Iterable<Stmt> statements) {
        for (Stmt statement : statements) {
            visit(statement);
        }
    }
}
