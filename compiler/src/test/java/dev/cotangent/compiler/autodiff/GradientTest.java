package dev.cotangent.compiler.autodiff;

import static dev.cotangent.compiler.autodiff.Code.add;
import static dev.cotangent.compiler.autodiff.Code.density;
import static dev.cotangent.compiler.autodiff.Code.div;
import static dev.cotangent.compiler.autodiff.Code.integer;
import static dev.cotangent.compiler.autodiff.Code.less;
import static dev.cotangent.compiler.autodiff.Code.load;
import static dev.cotangent.compiler.autodiff.Code.mul;
import static dev.cotangent.compiler.autodiff.Code.neg;
import static dev.cotangent.compiler.autodiff.Code.normal;
import static dev.cotangent.compiler.autodiff.Code.read;
import static dev.cotangent.compiler.autodiff.Code.real;
import static dev.cotangent.compiler.autodiff.Code.slice;
import static dev.cotangent.compiler.autodiff.Code.sub;
import static dev.cotangent.compiler.autodiff.Code.toReal;
import static dev.cotangent.compiler.autodiff.Primitives.exp;
import static dev.cotangent.compiler.autodiff.Primitives.log;
import static dev.cotangent.compiler.autodiff.Primitives.sin;

import dev.cotangent.compiler.ir.Argument;
import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Stmt;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Programs by hand, each with a feature that a gradient has to get right. */
class GradientTest {

    private final Code code = new Code();

    private Witnesses witnesses(int dimension, Runnable body) {
        return new Witnesses(density(code, body), code.names, dimension);
    }

    @Test
    void straightLineCode() {
        witnesses(3, () -> {
                    Expr a = code.let("a", mul(code.q(0), exp(code.q(1))));
                    Expr b = code.let("b", div(a, add(real(2), mul(code.q(2), code.q(2)))));
                    code.add(sub(mul(a, b), sin(b)));
                    code.add(neg(mul(code.q(0), code.q(0))));
                    code.add(code.q(1));
                })
                .agreeAt(0.7, -0.3, 1.2);
    }

    @Test
    void resultThatIsReadAndReplaced() {
        witnesses(2, () -> {
                    code.add(mul(code.q(0), code.q(1)));
                    code.set(code.target, mul(read(code.target), read(code.target)));
                    code.add(exp(read(code.target)));
                })
                .agreeAt(0.7, 0.9);
    }

    @Test
    void vectorisedNormal() {
        Buffer y = code.data("y", ScalarType.REAL);
        witnesses(2, () -> {
                    Expr sigma = code.let("sigma", exp(code.q(1)));
                    code.add(code.q(1));
                    code.loop(integer(0), integer(3), i -> code.add(normal(load(y, i), code.q(0), sigma)));
                })
                .with(y, new double[] {0.1, 1.5, -0.7, 0.4})
                .agreeAt(0.3, -0.2);
    }

    @Test
    void sumOfItsOwnScaledAtTheEnd() {
        Buffer y = code.data("y", ScalarType.REAL);
        witnesses(2, () -> {
                    Expr tau = code.let("tau", exp(code.q(1)));
                    Local sum = code.local("sum");
                    code.set(sum, real(0));
                    code.loop(integer(0), integer(2), i -> {
                        Expr d = code.let("d", sub(load(y, i), code.q(0)));
                        code.set(sum, add(read(sum), mul(d, d)));
                    });
                    code.add(mul(mul(real(-0.5), read(sum)), tau));
                    code.add(mul(real(1.5), code.q(1)));
                })
                .with(y, new double[] {0.1, 1.5, -0.7})
                .agreeAt(0.3, -0.2);
    }

    @Test
    void gathers() {
        Buffer y = code.data("y", ScalarType.REAL);
        Buffer group = code.data("group", ScalarType.INT);
        witnesses(5, () -> {
                    Expr tau = code.let("tau", exp(code.q(1)));
                    Buffer theta = code.buffer("theta");
                    code.allocate(theta, integer(3));
                    code.loop(
                            integer(0),
                            integer(2),
                            j -> code.store(theta, j, add(code.q(0), mul(tau, load(code.q, add(j, integer(2)))))));
                    code.loop(integer(0), integer(2), j -> {
                        Expr eta = code.let("eta", load(code.q, add(j, integer(2))));
                        code.add(mul(real(-0.5), mul(eta, eta)));
                    });
                    code.loop(integer(0), integer(5), i -> {
                        Expr eta = code.let("eta", load(theta, sub(load(group, i), integer(1))));
                        code.add(sub(mul(load(y, i), eta), exp(eta)));
                    });
                })
                .with(y, new double[] {1, 0, 2, 3, 1, 1})
                .with(group, new int[] {1, 3, 2, 2, 1, 3})
                .agreeAt(0.3, -0.5, 0.2, -0.4, 1.1);
    }

    @Test
    void recurrenceInPlace() {
        Buffer y = code.data("y", ScalarType.REAL);
        witnesses(6, () -> {
                    Buffer x = code.buffer("x");
                    code.allocate(x, integer(4));
                    code.loop(integer(0), integer(3), i -> code.store(x, i, load(code.q, add(i, integer(2)))));
                    code.loop(integer(1), integer(3), t -> {
                        Expr before = load(x, sub(t, integer(1)));
                        code.store(x, t, add(mul(code.q(0), before), mul(exp(code.q(1)), mul(load(x, t), before))));
                    });
                    code.loop(integer(0), integer(3), i -> code.add(normal(load(y, i), load(x, i), real(0.8))));
                })
                .with(y, new double[] {0.1, 1.5, -0.7, 0.2})
                .agreeAt(0.6, -0.3, 0.4, 0.8, -1.1, 0.5);
    }

    @Test
    void garch() {
        Buffer y = code.data("y", ScalarType.REAL);
        witnesses(4, () -> {
                    Local variance = code.local("variance");
                    Expr a0 = code.let("a0", exp(code.q(1)));
                    Expr a1 = code.let("a1", exp(code.q(2)));
                    Expr b1 = code.let("b1", exp(code.q(3)));
                    code.set(variance, a0);
                    code.loop(integer(1), integer(5), t -> {
                        Expr d = code.let("d", sub(load(y, sub(t, integer(1))), code.q(0)));
                        code.set(variance, add(add(a0, mul(mul(a1, d), d)), mul(b1, read(variance))));
                        Expr r = code.let("r", sub(load(y, t), code.q(0)));
                        code.add(mul(real(-0.5), add(log(read(variance)), div(mul(r, r), read(variance)))));
                    });
                })
                .with(y, new double[] {0.1, 1.5, -0.7, 0.2, 0.9, -1.1})
                .agreeAt(0.1, -0.5, -1.2, -0.7);
    }

    @Test
    void nestedLoopsWhoseTripsDependOnThePosition() {
        witnesses(2, () -> {
                    Local x = code.local("x");
                    Local n = code.integer("n");
                    code.set(x, code.q(0));
                    code.repeat(less(read(x), real(3)), () -> {
                        code.set(n, integer(0));
                        code.repeat(less(read(n), integer(2)), () -> {
                            code.set(x, add(mul(read(x), read(x)), code.q(1)));
                            code.set(n, add(read(n), integer(1)));
                        });
                        code.add(mul(read(x), code.q(1)));
                    });
                    code.add(log(read(x)));
                })
                .agreeAt(0.8, 0.45);
    }

    @Test
    void loopWithCodeInItsTest() {
        Local x = code.local("x");
        Local f = code.local("f");
        witnesses(2, () -> {
                    code.set(x, code.q(0));
                    code.repeat(() -> code.set(f, mul(read(x), code.q(1))), less(read(f), real(5)), () -> {
                        code.set(x, add(read(x), mul(read(f), read(f))));
                        code.add(read(f));
                    });
                    code.add(mul(read(x), read(f)));
                })
                .agreeAt(0.9, 1.1);
    }

    @Test
    void loopWithoutIterations() {
        witnesses(2, () -> {
                    Local x = code.local("x");
                    code.set(x, code.q(0));
                    code.loop(integer(1), integer(0), i -> code.set(x, mul(read(x), code.q(1))));
                    code.loop(integer(1), integer(0), i -> code.add(mul(read(x), code.q(1))));
                    code.add(exp(read(x)));
                })
                .agreeAt(0.9, 1.1);
    }

    @Test
    void conditionalOverwrite() {
        Buffer y = code.data("y", ScalarType.REAL);
        witnesses(2, () -> {
                    Local x = code.local("x");
                    code.set(x, mul(code.q(0), code.q(1)));
                    code.loop(integer(0), integer(3), i -> {
                        code.branch(
                                less(load(y, i), real(0)),
                                () -> code.set(x, mul(read(x), code.q(1))),
                                () -> code.set(x, real(2)));
                        code.branch(less(real(0.5), load(y, i)), () -> code.set(x, code.q(0)), () -> {});
                        code.add(mul(read(x), mul(read(x), load(y, i))));
                    });
                })
                .with(y, new double[] {-0.1, 1.5, -0.7, 0.2})
                .agreeAt(0.6, -0.3);
    }

    @Test
    void swapThroughATemporary() {
        witnesses(2, () -> {
                    Local a = code.local("a");
                    Local b = code.local("b");
                    Local temporary = code.local("temporary");
                    code.set(a, code.q(0));
                    code.set(b, code.q(1));
                    code.loop(integer(0), integer(2), i -> {
                        code.set(temporary, read(a));
                        code.set(a, mul(read(b), read(temporary)));
                        code.set(b, read(temporary));
                    });
                    code.add(mul(read(a), sin(read(b))));
                })
                .agreeAt(0.6, 1.3);
    }

    @Test
    void flagInsteadOfAnEarlyReturn() {
        Buffer y = code.data("y", ScalarType.REAL);
        witnesses(2, () -> {
                    Local done = code.integer("done");
                    Local result = code.local("result");
                    code.set(done, integer(0));
                    code.set(result, real(0));
                    code.loop(
                            integer(0),
                            integer(3),
                            i -> code.branch(
                                    Expr.of(Operator.NOT, read(done)),
                                    () -> {
                                        code.set(result, add(mul(read(result), code.q(0)), mul(load(y, i), code.q(1))));
                                        code.branch(
                                                less(real(1), read(result)),
                                                () -> code.set(done, integer(1)),
                                                () -> {});
                                    },
                                    () -> {}));
                    code.add(sin(read(result)));
                })
                .with(y, new double[] {0.4, 0.9, 0.8, 0.2})
                .agreeAt(0.6, 0.9);
    }

    @Test
    void squaringInPlace() {
        witnesses(2, () -> {
                    Local x = code.local("x");
                    Buffer a = code.buffer("a");
                    code.zeros(a, integer(2));
                    code.set(x, code.q(0));
                    code.store(a, integer(1), code.q(1));
                    code.loop(integer(0), integer(1), i -> {
                        code.set(x, mul(read(x), read(x)));
                        code.store(a, integer(1), mul(load(a, integer(1)), load(a, integer(1))));
                        code.increment(a, integer(0), mul(read(x), load(a, integer(1))));
                        code.set(x, sub(real(1), read(x)));
                    });
                    code.add(mul(read(x), load(a, integer(0))));
                })
                .agreeAt(0.6, 1.2);
    }

    @Test
    void selectedOperands() {
        Buffer y = code.data("y", ScalarType.REAL);
        witnesses(2, () -> {
                    Expr a = code.let("a", code.q(0));
                    Expr b = code.let("b", log(code.q(1)));
                    code.loop(integer(0), integer(2), i -> {
                        Expr c = new Expr.Select(less(load(y, i), real(0)), a, neg(b));
                        code.add(mul(c, code.q(0)));
                    });
                })
                .with(y, new double[] {0.4, -0.9, 0.8})
                .agreeAt(0.6, 1.2);
    }

    @Test
    void matrixTimesVector() {
        Buffer x = code.data("x", ScalarType.REAL);
        witnesses(4, () -> {
                    Buffer w = code.buffer("w");
                    Buffer eta = code.buffer("eta");
                    code.allocate(w, integer(6));
                    code.loop(integer(0), integer(5), i -> code.store(w, i, mul(load(x, i), code.q(0))));
                    code.allocate(eta, integer(3));
                    code.kernel(
                            Primitives.MULTIPLY,
                            slice(eta, integer(0), integer(3)),
                            slice(w, integer(0), integer(3), integer(2)),
                            slice(code.q, integer(1), integer(2)));
                    code.loop(integer(0), integer(2), i -> code.add(sin(add(load(eta, i), code.q(3)))));
                })
                .with(x, new double[] {0.4, -0.9, 0.8, 0.1, 1.2, -0.3})
                .agreeAt(0.6, 1.2, -0.4, 0.2);
    }

    @Test
    void kernelThatRunsAgainOnOverwrittenArguments() {
        witnesses(3, () -> {
                    Buffer v = code.buffer("v");
                    Buffer w = code.buffer("w");
                    code.allocate(v, integer(2));
                    code.allocate(w, integer(2));
                    code.store(v, integer(0), code.q(0));
                    code.store(v, integer(1), code.q(1));
                    code.loop(integer(0), integer(2), i -> {
                        Expr factor = code.let("factor", sin(mul(code.q(2), load(v, integer(0)))));
                        code.kernel(
                                Primitives.SCALE,
                                slice(w, integer(0), integer(2)),
                                new Argument.Scalar(factor),
                                slice(v, integer(0), integer(2)));
                        code.store(v, integer(0), add(load(w, integer(1)), code.q(0)));
                        code.store(v, integer(1), load(w, integer(0)));
                    });
                    code.add(mul(load(v, integer(0)), load(v, integer(1))));
                })
                .agreeAt(0.6, 1.2, 0.7);
    }

    @Test
    void reallocationInALoop() {
        witnesses(2, () -> {
                    Buffer a = code.buffer("a");
                    Local x = code.local("x");
                    code.set(x, code.q(0));
                    code.loop(integer(1), integer(3), n -> {
                        code.zeros(a, n);
                        code.loop(
                                integer(0),
                                sub(n, integer(1)),
                                i -> code.store(a, i, mul(read(x), add(code.q(1), toReal(i)))));
                        code.set(x, sin(load(a, sub(n, integer(1)))));
                        code.add(mul(load(a, integer(0)), read(x)));
                    });
                })
                .agreeAt(0.6, 1.2);
    }

    @Test
    void bufferThatOutlivesAnAllocation() {
        witnesses(2, () -> {
                    Buffer a = code.buffer("a");
                    code.zeros(a, integer(1));
                    code.store(a, integer(0), code.q(0));
                    code.loop(integer(1), integer(3), n -> {
                        Expr last = code.let("last", load(a, sub(n, integer(1))));
                        code.zeros(a, add(n, integer(1)));
                        code.store(a, n, mul(last, mul(last, code.q(1))));
                        code.add(mul(load(a, n), code.q(0)));
                    });
                    code.add(exp(load(a, integer(3))));
                })
                .agreeAt(0.6, 1.2);
    }

    @Test
    void mixtureWithAScratchVectorInTheLoop() {
        Buffer y = code.data("y", ScalarType.REAL);
        witnesses(3, () -> {
                    code.loop(integer(0), integer(3), n -> {
                        Buffer terms = code.buffer("terms");
                        code.allocate(terms, integer(3));
                        code.loop(
                                integer(0),
                                integer(2),
                                k -> code.store(terms, k, normal(load(y, n), load(code.q, k), real(1.2))));
                        Local sum = code.local("sum");
                        code.set(sum, real(0));
                        code.loop(integer(0), integer(2), k -> code.set(sum, add(read(sum), exp(load(terms, k)))));
                        code.add(log(read(sum)));
                    });
                })
                .with(y, new double[] {0.4, -0.9, 0.8, 2})
                .agreeAt(0.6, 1.2, -0.7);
    }

    @Test
    void linearPredictorWithAnInnerLoop() {
        Buffer x = code.data("x", ScalarType.REAL);
        witnesses(
                        3,
                        () -> code.loop(integer(0), integer(2), n -> {
                            Local eta = code.local("eta");
                            code.set(eta, code.q(0));
                            code.loop(integer(0), integer(1), j -> {
                                Expr entry = load(x, add(mul(n, integer(2)), j));
                                code.set(eta, add(read(eta), mul(entry, load(code.q, add(j, integer(1))))));
                            });
                            code.add(neg(log(add(real(1), exp(neg(read(eta)))))));
                        }))
                .with(x, new double[] {0.4, -0.9, 0.8, 2, 0.1, -1.3})
                .agreeAt(0.6, 1.2, -0.7);
    }

    @Test
    void raggedSegmentsWithARunningPosition() {
        Buffer y = code.data("y", ScalarType.REAL);
        Buffer size = code.data("size", ScalarType.INT);
        witnesses(4, () -> {
                    Local position = code.integer("position");
                    code.set(position, integer(0));
                    code.loop(integer(0), integer(2), g -> {
                        Expr mu = code.let("mu", mul(load(code.q, g), code.q(3)));
                        code.loop(
                                integer(0),
                                sub(load(size, g), integer(1)),
                                i -> code.add(normal(load(y, add(read(position), i)), mu, exp(code.q(3)))));
                        code.set(position, add(read(position), load(size, g)));
                    });
                })
                .with(y, new double[] {0.4, -0.9, 0.8, 2, 0.1, -1.3})
                .with(size, new int[] {2, 1, 3})
                .agreeAt(0.6, 1.2, -0.7, 0.3);
    }

    @Test
    void loopDownwards() {
        witnesses(3, () -> {
                    Local x = code.local("x");
                    code.set(x, real(1));
                    code.loop(
                            integer(0),
                            integer(2),
                            Stmt.Direction.DOWN,
                            i -> code.set(x, sin(mul(read(x), add(load(code.q, i), toReal(i))))));
                    code.add(read(x));
                })
                .agreeAt(0.6, 1.2, -0.7);
    }

    @Test
    void positionOfNoCoordinateHasAValue() {
        Procedure density = density(code, () -> code.add(real(2)));
        Witnesses witnesses = new Witnesses(density, code.names, 0);
        witnesses.firstOrderAgreesAt();
        org.assertj.core.api.Assertions.assertThat(
                        witnesses.run(witnesses.adjoint(), List.of(new double[0], new double[0])))
                .containsExactly(2);
    }
}
