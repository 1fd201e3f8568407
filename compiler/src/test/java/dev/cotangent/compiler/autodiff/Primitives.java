package dev.cotangent.compiler.autodiff;

import dev.cotangent.compiler.ir.Argument;
import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Derivative;
import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.Primitive;
import dev.cotangent.compiler.ir.Primitive.Kind;
import dev.cotangent.compiler.ir.Slice;
import dev.cotangent.compiler.ir.Stmt;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Primitives with derivative rules, as the library declares them. */
public final class Primitives {

    static final Primitive EXP = scalar("exp", x -> Primitives.exp(x));
    static final Primitive LOG = scalar("log", x -> Expr.of(Operator.DIVIDE, Expr.real(1), x));
    static final Primitive SIN = scalar("sin", x -> Primitives.cos(x));
    static final Primitive COS = scalar("cos", x -> Expr.of(Operator.NEGATE, Primitives.sin(x)));

    /** Of the fractional part there is a value but no rule. */
    static final Primitive RINT =
            new Primitive("java.lang.StrictMath", "rint", List.of(Kind.REAL), Kind.REAL, false, new NoRule());

    /** Of a matrix, column-major, and a vector. */
    static final Primitive MULTIPLY = new Primitive(
            Primitives.class.getName(),
            "multiply",
            List.of(Kind.REAL_MATRIX, Kind.REAL_SEQUENCE),
            Kind.REAL_SEQUENCE,
            false,
            new ProductRule());

    /** Of a scalar and a vector. */
    static final Primitive SCALE = new Primitive(
            Primitives.class.getName(),
            "scale",
            List.of(Kind.REAL, Kind.REAL_SEQUENCE),
            Kind.REAL_SEQUENCE,
            false,
            new ScaleRule());

    private Primitives() {}

    static Expr exp(Expr x) {
        return new Expr.Call(EXP, List.of(x));
    }

    static Expr log(Expr x) {
        return new Expr.Call(LOG, List.of(x));
    }

    static Expr sin(Expr x) {
        return new Expr.Call(SIN, List.of(x));
    }

    static Expr cos(Expr x) {
        return new Expr.Call(COS, List.of(x));
    }

    private static Primitive scalar(String name, Function<Expr, Expr> rule) {
        return new Primitive("java.lang.StrictMath", name, List.of(Kind.REAL), Kind.REAL, false, new ScalarRule(rule));
    }

    public static void multiply(
            double[] a, int offset, int rows, int columns, double[] x, int start, int size, double[] out, int first) {
        for (int i = 0; i < rows; i++) {
            double sum = 0;
            for (int j = 0; j < columns; j++) {
                sum += a[offset + i + j * rows] * x[start + j];
            }
            out[first + i] = sum;
        }
    }

    public static void scale(double factor, double[] x, int start, int size, double[] out, int first) {
        for (int i = 0; i < size; i++) {
            out[first + i] = factor * x[start + i];
        }
    }

    private record ScalarRule(Function<Expr, Expr> rule) implements Derivative {

        @Override
        public boolean isDifferentiable(int argument) {
            return true;
        }

        @Override
        public Expr partial(int argument, List<Expr> arguments, Emitter emitter) {
            return rule.apply(arguments.get(0));
        }

        @Override
        public void adjoint(Stmt.Kernel call, int argument, Slice cotangent, Slice adjoint, Emitter emitter) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void tangent(Stmt.Kernel call, List<Optional<Argument>> tangents, Slice result, Emitter emitter) {
            throw new UnsupportedOperationException();
        }
    }

    private static class NoRule implements Derivative {

        @Override
        public boolean isDifferentiable(int argument) {
            return false;
        }

        @Override
        public Expr partial(int argument, List<Expr> arguments, Emitter emitter) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void adjoint(Stmt.Kernel call, int argument, Slice cotangent, Slice adjoint, Emitter emitter) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void tangent(Stmt.Kernel call, List<Optional<Argument>> tangents, Slice result, Emitter emitter) {
            throw new UnsupportedOperationException();
        }
    }

    /** {@code A_adj += c x'}, {@code x_adj += A' c}. */
    private static final class ProductRule extends NoRule {

        @Override
        public boolean isDifferentiable(int argument) {
            return true;
        }

        @Override
        public void adjoint(Stmt.Kernel call, int argument, Slice cotangent, Slice adjoint, Emitter emitter) {
            Slice matrix = (Slice) call.arguments().get(0);
            Slice vector = (Slice) call.arguments().get(1);
            Expr rows = matrix.sizes().get(0);
            Loops.count(
                    matrix.sizes().get(1),
                    Stmt.Direction.UP,
                    emitter,
                    j -> Loops.count(rows, Stmt.Direction.UP, emitter, i -> {
                        Expr entry = Expr.of(Operator.ADD, i, Expr.of(Operator.MULTIPLY, j, rows));
                        Expr c = element(cotangent, i);
                        Expr other = argument == 0 ? element(vector, j) : element(matrix, entry);
                        Expr index = Loops.index(adjoint, argument == 0 ? entry : j);
                        Expr amount = Expr.of(Operator.MULTIPLY, c, other);
                        emitter.emit(new Stmt.Increment(adjoint.buffer(), index, amount, emitter.span()));
                    }));
        }

        @Override
        public void tangent(Stmt.Kernel call, List<Optional<Argument>> tangents, Slice result, Emitter emitter) {
            Buffer part = emitter.buffer("part", result.buffer().element());
            Slice parts = new Slice(part, Expr.integer(0), result.sizes());
            Loops.fill(result, Expr.real(0), emitter);
            emitter.emit(new Stmt.Allocate(part, Loops.size(result), Stmt.Fill.NONE, emitter.span()));
            for (int i = 0; i < 2; i++) {
                if (tangents.get(i).isPresent()) {
                    Argument left =
                            i == 0 ? tangents.get(0).get() : call.arguments().get(0);
                    Argument right =
                            i == 1 ? tangents.get(1).get() : call.arguments().get(1);
                    emitter.emit(new Stmt.Kernel(MULTIPLY, List.of(left, right), parts, emitter.span()));
                    Loops.count(
                            Loops.size(result),
                            Stmt.Direction.UP,
                            emitter,
                            k -> emitter.emit(new Stmt.Increment(
                                    result.buffer(), Loops.index(result, k), element(parts, k), emitter.span())));
                }
            }
        }
    }

    /** {@code s_adj += c' x}, {@code x_adj += s c}. */
    private static final class ScaleRule extends NoRule {

        @Override
        public boolean isDifferentiable(int argument) {
            return true;
        }

        @Override
        public void adjoint(Stmt.Kernel call, int argument, Slice cotangent, Slice adjoint, Emitter emitter) {
            Slice vector = (Slice) call.arguments().get(1);
            Loops.count(Loops.size(vector), Stmt.Direction.UP, emitter, k -> {
                Expr other = argument == 0 ? element(vector, k) : factor(call);
                Expr index = argument == 0 ? adjoint.offset() : Loops.index(adjoint, k);
                Expr amount = Expr.of(Operator.MULTIPLY, element(cotangent, k), other);
                emitter.emit(new Stmt.Increment(adjoint.buffer(), index, amount, emitter.span()));
            });
        }

        private static Expr factor(Stmt.Kernel call) {
            return ((Argument.Scalar) call.arguments().get(0)).value();
        }

        @Override
        public void tangent(Stmt.Kernel call, List<Optional<Argument>> tangents, Slice result, Emitter emitter) {
            Slice vector = (Slice) call.arguments().get(1);
            Loops.fill(result, Expr.real(0), emitter);
            Loops.count(Loops.size(result), Stmt.Direction.UP, emitter, k -> {
                Expr index = Loops.index(result, k);
                tangents.get(0)
                        .ifPresent(t -> emitter.emit(new Stmt.Increment(
                                result.buffer(),
                                index,
                                Expr.of(Operator.MULTIPLY, ((Argument.Scalar) t).value(), element(vector, k)),
                                emitter.span())));
                tangents.get(1)
                        .ifPresent(t -> emitter.emit(new Stmt.Increment(
                                result.buffer(),
                                index,
                                Expr.of(Operator.MULTIPLY, factor(call), element((Slice) t, k)),
                                emitter.span())));
            });
        }
    }

    private static Expr element(Slice slice, Expr k) {
        return new Expr.Load(slice.buffer(), Loops.index(slice, k));
    }
}
