package dev.cotangent.compiler.structure;

import dev.cotangent.compiler.ir.Argument;
import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Slice;
import dev.cotangent.compiler.ir.Stmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Walks over statements. */
final class Blocks {

    private Blocks() {}

    /** Visits every statement, outer before inner. */
    static void forEach(List<Stmt> block, Consumer<Stmt> visitor) {
        for (Stmt statement : block) {
            visitor.accept(statement);
            if (statement instanceof Stmt.For s) {
                forEach(s.body(), visitor);
            } else if (statement instanceof Stmt.While s) {
                forEach(s.test(), visitor);
                forEach(s.body(), visitor);
            } else if (statement instanceof Stmt.If s) {
                forEach(s.whenTrue(), visitor);
                forEach(s.whenFalse(), visitor);
            }
        }
    }

    /** The locals that a statement itself assigns, indices of loops left out. */
    static List<Local> assigned(Stmt statement) {
        if (statement instanceof Stmt.Assign s) {
            return List.of(s.target());
        } else if (statement instanceof Stmt.Draw s) {
            return List.of(s.target());
        } else if (statement instanceof Stmt.ReadScalar s) {
            return List.of(s.target());
        } else if (statement instanceof Stmt.Pop s) {
            return List.of(s.target());
        } else if (statement instanceof Stmt.Invoke s) {
            return s.results();
        }
        return List.of();
    }

    /** The buffer that a statement itself writes or allocates. */
    static Optional<Buffer> written(Stmt statement) {
        if (statement instanceof Stmt.Store s) {
            return Optional.of(s.buffer());
        } else if (statement instanceof Stmt.Increment s) {
            return Optional.of(s.buffer());
        } else if (statement instanceof Stmt.Allocate s) {
            return Optional.of(s.buffer());
        } else if (statement instanceof Stmt.Kernel s) {
            return Optional.of(s.result().buffer());
        } else if (statement instanceof Stmt.ReadContainer s) {
            return Optional.of(s.target());
        }
        return Optional.empty();
    }

    /** The expressions that a statement itself evaluates, those of messages left out. */
    static List<Expr> evaluated(Stmt statement) {
        if (statement instanceof Stmt.Assign s) {
            return List.of(s.value());
        } else if (statement instanceof Stmt.Store s) {
            return List.of(s.index(), s.value());
        } else if (statement instanceof Stmt.Increment s) {
            return List.of(s.index(), s.value());
        } else if (statement instanceof Stmt.Allocate s) {
            return List.of(s.size());
        } else if (statement instanceof Stmt.For s) {
            return List.of(s.from(), s.to());
        } else if (statement instanceof Stmt.While s) {
            return List.of(s.condition());
        } else if (statement instanceof Stmt.If s) {
            return List.of(s.condition());
        } else if (statement instanceof Stmt.Check s) {
            return List.of(s.condition());
        } else if (statement instanceof Stmt.Kernel s) {
            return ofKernel(s);
        } else if (statement instanceof Stmt.Invoke s) {
            return s.arguments();
        } else if (statement instanceof Stmt.Draw s) {
            return s.arguments();
        } else if (statement instanceof Stmt.ReadContainer s) {
            return s.sizes();
        } else if (statement instanceof Stmt.Push s) {
            return List.of(s.value());
        }
        return List.of();
    }

    private static List<Expr> ofKernel(Stmt.Kernel kernel) {
        List<Expr> all = new ArrayList<>();
        List<Argument> arguments = new ArrayList<>(kernel.arguments());
        arguments.add(kernel.result());
        for (Argument argument : arguments) {
            if (argument instanceof Argument.Scalar scalar) {
                all.add(scalar.value());
            } else if (argument instanceof Slice slice) {
                all.add(slice.offset());
                all.addAll(slice.sizes());
            }
        }
        return all;
    }

    /** The buffers that kernels read as a whole. */
    static List<Slice> slices(Stmt statement) {
        List<Slice> slices = new ArrayList<>();
        if (statement instanceof Stmt.Kernel kernel) {
            for (Argument argument : kernel.arguments()) {
                if (argument instanceof Slice slice) {
                    slices.add(slice);
                }
            }
        }
        return slices;
    }
}
