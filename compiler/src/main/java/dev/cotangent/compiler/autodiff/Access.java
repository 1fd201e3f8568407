package dev.cotangent.compiler.autodiff;

import dev.cotangent.compiler.ir.Argument;
import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.CallGraph;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Slice;
import dev.cotangent.compiler.ir.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** What a statement itself reads and writes; its nested blocks are given apart. */
final class Access {

    private Access() {}

    /** Visits an expression and everything in it. */
    static void walk(Expr expression, Consumer<Expr> visitor) {
        visitor.accept(expression);
        if (expression instanceof Expr.Load load) {
            walk(load.index(), visitor);
        } else if (expression instanceof Expr.Operation operation) {
            operation.operands().forEach(operand -> walk(operand, visitor));
        } else if (expression instanceof Expr.Call call) {
            call.arguments().forEach(argument -> walk(argument, visitor));
        } else if (expression instanceof Expr.Select select) {
            walk(select.condition(), visitor);
            walk(select.whenTrue(), visitor);
            walk(select.whenFalse(), visitor);
        }
    }

    /** Visits every statement of a block, outer before inner. */
    static void walk(List<Stmt> block, Consumer<Stmt> visitor) {
        for (Stmt statement : block) {
            visitor.accept(statement);
            blocks(statement).forEach(inner -> walk(inner, visitor));
        }
    }

    static boolean reads(Expr expression, Local local) {
        boolean[] found = {false};
        walk(expression, e -> found[0] |= e instanceof Expr.Read read && read.local() == local);
        return found[0];
    }

    static List<List<Stmt>> blocks(Stmt statement) {
        if (statement instanceof Stmt.For loop) {
            return List.of(loop.body());
        }
        if (statement instanceof Stmt.While loop) {
            return List.of(loop.test(), loop.body());
        }
        if (statement instanceof Stmt.If branch) {
            return List.of(branch.whenTrue(), branch.whenFalse());
        }
        return List.of();
    }

    /** The expressions that a statement evaluates. */
    static List<Expr> expressions(Stmt statement) {
        List<Expr> all = new ArrayList<>();
        if (statement instanceof Stmt.Assign s) {
            all.add(s.value());
        } else if (statement instanceof Stmt.Store s) {
            all.addAll(List.of(s.index(), s.value()));
        } else if (statement instanceof Stmt.Increment s) {
            all.addAll(List.of(s.index(), s.value()));
        } else if (statement instanceof Stmt.Allocate s) {
            all.add(s.size());
        } else if (statement instanceof Stmt.For s) {
            all.addAll(List.of(s.from(), s.to()));
        } else if (statement instanceof Stmt.While s) {
            all.add(s.condition());
        } else if (statement instanceof Stmt.If s) {
            all.add(s.condition());
        } else if (statement instanceof Stmt.Kernel s) {
            s.arguments().forEach(argument -> addArgument(all, argument));
            addArgument(all, s.result());
        } else if (statement instanceof Stmt.Push s) {
            all.add(s.value());
        } else if (statement instanceof Stmt.Invoke s) {
            all.addAll(s.arguments());
        } else {
            addRare(all, statement);
        }
        return all;
    }

    private static void addRare(List<Expr> all, Stmt statement) {
        if (statement instanceof Stmt.Draw s) {
            all.addAll(s.arguments());
        } else if (statement instanceof Stmt.Check s) {
            all.add(s.condition());
            s.message().forEach(part -> addPart(all, part));
        } else if (statement instanceof Stmt.Print s) {
            s.message().forEach(part -> addPart(all, part));
        } else if (statement instanceof Stmt.ReadContainer s) {
            all.addAll(s.sizes());
        }
    }

    private static void addArgument(List<Expr> all, Argument argument) {
        if (argument instanceof Argument.Scalar scalar) {
            all.add(scalar.value());
        } else if (argument instanceof Slice slice) {
            all.add(slice.offset());
            all.addAll(slice.sizes());
        }
    }

    private static void addPart(List<Expr> all, Stmt.Part part) {
        if (part instanceof Stmt.Part.Value value) {
            all.add(value.value());
        } else if (part instanceof Stmt.Part.Elements elements) {
            addArgument(all, elements.slice());
        }
    }

    /** The locals that a statement itself assigns. */
    static List<Local> assigned(Stmt statement) {
        if (statement instanceof Stmt.Assign s) {
            return List.of(s.target());
        }
        if (statement instanceof Stmt.Pop s) {
            return List.of(s.target());
        }
        if (statement instanceof Stmt.Invoke s) {
            return s.results();
        }
        if (statement instanceof Stmt.Draw s) {
            return List.of(s.target());
        }
        if (statement instanceof Stmt.ReadScalar s) {
            return List.of(s.target());
        }
        return List.of();
    }

    /** The locals that a statement itself reads. */
    static List<Local> read(Stmt statement) {
        List<Local> locals = new ArrayList<>();
        for (Expr expression : expressions(statement)) {
            walk(expression, e -> {
                if (e instanceof Expr.Read read) {
                    locals.add(read.local());
                }
            });
        }
        return locals;
    }

    /** The buffers that a statement itself writes, or what it invokes. */
    static List<Buffer> written(Stmt statement) {
        if (statement instanceof Stmt.Invoke s) {
            CallGraph graph = new CallGraph(List.of(s.procedure()));
            List<Buffer> buffers = new ArrayList<>();
            for (Procedure procedure : graph.procedures()) {
                buffers.addAll(graph.footprint(procedure).stores());
                buffers.addAll(graph.footprint(procedure).allocations());
            }
            return buffers;
        }
        if (statement instanceof Stmt.Store s) {
            return List.of(s.buffer());
        }
        if (statement instanceof Stmt.Increment s) {
            return List.of(s.buffer());
        }
        if (statement instanceof Stmt.Allocate s) {
            return List.of(s.buffer());
        }
        if (statement instanceof Stmt.Kernel s) {
            return List.of(s.result().buffer());
        }
        if (statement instanceof Stmt.ReadContainer s) {
            return List.of(s.target());
        }
        return List.of();
    }

    /** The buffers whose elements a statement itself reads, or what it invokes, apart from an increment's own. */
    static List<Buffer> loaded(Stmt statement) {
        List<Buffer> buffers = new ArrayList<>();
        for (Expr expression : expressions(statement)) {
            walk(expression, e -> {
                if (e instanceof Expr.Load load) {
                    buffers.add(load.buffer());
                }
            });
        }
        if (statement instanceof Stmt.Kernel kernel) {
            kernel.arguments().forEach(argument -> {
                if (argument instanceof Slice slice) {
                    buffers.add(slice.buffer());
                }
            });
        }
        if (statement instanceof Stmt.Invoke s) {
            CallGraph graph = new CallGraph(List.of(s.procedure()));
            graph.procedures()
                    .forEach(procedure ->
                            buffers.addAll(graph.footprint(procedure).loads()));
        }
        return buffers;
    }
}
