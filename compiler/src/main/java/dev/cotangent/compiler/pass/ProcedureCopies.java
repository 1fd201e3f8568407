package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Names;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Copies procedures and those that they invoke: invocations lead to copies, and parts of long expressions are computed
 * into locals before. The copies may be changed without touching the program.
 */
public final class ProcedureCopies {

    /** Nodes of an expression that is still evaluated at once. */
    private static final int LONGEST = 300;

    private final Names names;
    private final Map<Procedure, Procedure> copies = new LinkedHashMap<>();

    private ProcedureCopies(Names names) {
        this.names = names;
    }

    /** Copies of procedures, in their order; they share locals and buffers with the originals. */
    public static List<Procedure> of(List<Procedure> procedures, Names names) {
        ProcedureCopies copies = new ProcedureCopies(names);
        return procedures.stream().map(copies::copy).toList();
    }

    private Procedure copy(Procedure original) {
        if (!copies.containsKey(original)) {
            Procedure copy = original.withBody(List.of());
            copies.put(original, copy);
            copy.setBody(new Copy().block(original.body()));
        }
        return copies.get(original);
    }

    /** An expression and its number of nodes. */
    private record Sized(Expr expr, int size) {}

    private final class Copy extends Rewriter {

        private Stmt current;

        private final ExprFold<Sized> fold = new ExprFold<>() {
            @Override
            Sized combine(Expr expression, List<Sized> operands) {
                List<Expr> exprs = new ArrayList<>(operands.size());
                int size = 1;
                for (Sized operand : operands) {
                    exprs.add(operand.expr());
                    size += operand.size();
                }
                Expr whole = Operands.replace(expression, exprs);
                return size <= LONGEST ? new Sized(whole, size) : new Sized(computed(whole), 1);
            }
        };

        @Override
        public void visit(Stmt statement) {
            current = statement;
            super.visit(statement);
        }

        @Override
        Expr expr(Expr expression) {
            return fold.apply(expression).expr();
        }

        /** Stays where it is: it need not make sense unless the check fails. */
        @Override
        Expr message(Expr expression) {
            return expression;
        }

        private Expr computed(Expr expression) {
            Local local = new Local(names.fresh("part"), expression.type(), Storage.WORK);
            emit(new Stmt.Assign(local, expression, current.span()));
            return Expr.read(local);
        }

        @Override
        public void invoke(Stmt.Invoke s) {
            List<Expr> arguments = s.arguments().stream().map(this::expr).toList();
            emit(new Stmt.Invoke(copy(s.procedure()), arguments, s.results(), s.span()));
        }
    }
}
