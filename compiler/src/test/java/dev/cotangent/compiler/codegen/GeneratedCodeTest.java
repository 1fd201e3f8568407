package dev.cotangent.compiler.codegen;

import static dev.cotangent.compiler.codegen.Subject.*;
import static dev.cotangent.compiler.ir.Operator.*;
import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.compiler.ir.Argument;
import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.runtime.data.MapData;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.simple.RandomSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Generated code gives what the interpreter gives, bit for bit, however it is split into methods. */
class GeneratedCodeTest {

    private static final double[] Q = {0.3, -1.7, 2.5, Double.NaN};

    private final Subject s = new Subject();
    private final Local i = s.count("i");
    private final Local j = s.count("j");
    private final Local k = s.count("k");

    private Expr q(int index) {
        return load(s.q, integer(index));
    }

    @Test
    void loopsRunUpAndDownAndNest() {
        s.add(
                s.loop(i, integer(0), integer(2), s.loop(j, read(i), integer(3), s.plus(s.result, load(s.q, read(i))))),
                s.loopDown(
                        j,
                        integer(0),
                        integer(5),
                        s.store(s.out, read(j), of(TO_REAL, read(j))),
                        s.assign(s.result, of(SUBTRACT, of(MULTIPLY, number(3), read(s.result)), q(1)))));
        s.assertAgrees(Q);
    }

    @Test
    void anEmptyLoopDoesNotRun() {
        s.add(s.loop(i, integer(1), integer(0), s.assign(s.result, number(1))));
        s.add(s.loopDown(j, integer(3), integer(-3), s.assign(s.result, number(2))));
        assertThat(s.interpret(noData(), Q)[OUTPUTS]).isZero();
        s.assertAgrees(Q);
    }

    @Test
    void aLoopEvaluatesItsBoundsOnce() {
        s.add(
                s.assign(k, integer(2)),
                s.loop(
                        i,
                        integer(0),
                        read(k),
                        s.assign(k, of(ADD, read(k), integer(1))),
                        s.plus(s.result, of(TO_REAL, read(k)))));
        s.assertAgrees(Q);
    }

    @Test
    void aWhileLoopTestsBeforeEveryRun() {
        Local test = s.count("test");
        s.add(
                s.assign(k, integer(0)),
                new Stmt.While(
                        List.of(s.assign(test, of(LESS, read(k), integer(4))), s.plus(s.result, number(0.1))),
                        read(test),
                        List.of(
                                s.assign(k, of(ADD, read(k), integer(1))),
                                s.branch(
                                        of(EQUAL, read(k), integer(2)),
                                        List.of(s.plus(s.result, q(0))),
                                        List.of(s.store(s.out, read(k), q(2))))),
                        s.span()));
        s.assertAgrees(Q);
    }

    @ParameterizedTest
    @EnumSource(
            value = Operator.class,
            names = {"LESS", "LESS_OR_EQUAL", "GREATER", "GREATER_OR_EQUAL", "EQUAL", "NOT_EQUAL"})
    void comparisonsOfRealsTreatNanAsTheInterpreterDoes(Operator operator) {
        Local bit = s.count("bit");
        for (double a : new double[] {0, -0.0, 1, Double.NaN, Double.POSITIVE_INFINITY}) {
            for (int b = 0; b < DIMENSION; b++) {
                Expr claim = of(operator, number(a), q(b));
                s.add(
                        s.assign(bit, claim),
                        s.assign(s.result, of(MULTIPLY, read(s.result), number(2))),
                        s.plus(s.result, of(TO_REAL, read(bit))),
                        s.branch(of(NOT, claim), List.of(s.plus(s.result, number(1000))), List.of()));
            }
        }
        s.assertAgrees(0, -0.0, 1, Double.NaN);
    }

    @Test
    void logicCountsEveryIntegerButZeroAsTrue() {
        List<Expr> values = List.of(integer(0), integer(1), integer(7), of(LESS, q(0), q(2)));
        for (Expr a : values) {
            for (Expr b : values) {
                for (Expr claim : List.of(of(AND, a, b), of(OR, a, b), of(NOT, of(AND, of(NOT, a), of(OR, b, a))))) {
                    s.add(
                            s.assign(s.result, of(MULTIPLY, read(s.result), number(1.5))),
                            s.branch(claim, List.of(s.plus(s.result, number(1))), List.of()),
                            s.plus(s.result, of(TO_REAL, claim)),
                            s.plus(s.result, new Expr.Select(claim, q(0), q(1))));
                }
            }
        }
        s.assertAgrees(Q);
    }

    @Test
    void integerArithmeticWrapsAndDividesTowardsZero() {
        int[] values = {0, 1, -7, 6, Integer.MAX_VALUE, Integer.MIN_VALUE, 300, 70000};
        for (Operator operator : List.of(ADD, SUBTRACT, MULTIPLY, DIVIDE, REMAINDER, MINIMUM, MAXIMUM)) {
            for (int a : values) {
                for (int b : new int[] {3, -2, -1}) {
                    s.add(s.assign(k, of(operator, integer(a), integer(b))));
                    s.add(s.increment(s.out, integer(operator.ordinal() % 6), of(TO_REAL, of(NEGATE, read(k)))));
                    s.add(s.assign(s.result, of(DIVIDE, of(TO_REAL, read(k)), of(ADD, read(s.result), number(0.7)))));
                }
            }
        }
        s.assertAgrees(Q);
    }

    @Test
    void realArithmeticKeepsSignedZerosAndNan() {
        List<Expr> values = List.of(number(0), number(-0.0), number(1), number(1e300), q(1), q(3));
        int n = 0;
        for (Operator operator : List.of(ADD, SUBTRACT, MULTIPLY, DIVIDE)) {
            for (Expr a : values) {
                for (Expr b : values) {
                    s.add(s.store(s.out, integer(n++ % 6), of(NEGATE, of(operator, a, b))));
                }
            }
            s.assertAgrees(Q);
        }
    }

    @Test
    void kernelsTakeAndReturnContainersAndScalars() {
        Buffer a = s.reals("a");
        Buffer b = s.reals("b");
        Buffer c = s.counts("c");
        Buffer largest = s.counts("largest");
        Argument two = new Argument.Scalar(number(2));
        s.add(
                s.allocate(a, integer(6), Stmt.Fill.ZERO),
                s.allocate(b, integer(7), Stmt.Fill.UNDEFINED),
                s.allocate(c, integer(3), Stmt.Fill.UNDEFINED),
                s.allocate(largest, integer(1), Stmt.Fill.NONE),
                s.kernel(Primitives.SCALE, slice(a, integer(1), integer(4)), two, slice(s.q, integer(0), integer(4))),
                s.kernel(
                        Primitives.TRANSPOSE,
                        slice(b, integer(1), integer(3), integer(2)),
                        slice(a, integer(0), integer(2), integer(3))),
                s.kernel(Primitives.SUM, slice(s.out, integer(5)), slice(b, integer(1), integer(3))),
                s.store(c, integer(1), integer(12)),
                s.kernel(Primitives.LARGEST, slice(largest, integer(0)), slice(c, integer(0), integer(3))),
                s.loop(i, integer(0), integer(4), s.store(s.out, read(i), load(b, read(i)))),
                s.assign(s.result, of(TO_REAL, load(largest, integer(0)))),
                s.plus(s.result, call(Primitives.SQRT, number(2))));
        s.assertAgrees(1, 2, 3, 4);
    }

    @Test
    void anAllocatedBufferHoldsItsFillWhateverItHeldBefore() {
        Buffer a = s.reals("a");
        Buffer c = s.counts("c");
        List<Stmt> fills = new ArrayList<>();
        for (Stmt.Fill fill : List.of(Stmt.Fill.ZERO, Stmt.Fill.UNDEFINED)) {
            fills.add(s.allocate(a, read(k), fill));
            fills.add(s.allocate(c, read(k), fill));
            fills.add(s.loop(
                    j,
                    integer(0),
                    of(SUBTRACT, read(k), integer(1)),
                    s.plus(s.result, load(a, read(j))),
                    s.increment(s.out, read(j), of(TO_REAL, load(c, read(j)))),
                    s.store(a, read(j), number(5)),
                    s.store(c, read(j), read(j))));
        }
        List<Stmt> sizes =
                new ArrayList<>(List.of(s.assign(k, of(REMAINDER, of(MULTIPLY, read(i), integer(4)), integer(7)))));
        sizes.addAll(fills);
        s.add(s.loop(i, integer(0), integer(6), sizes.toArray(Stmt[]::new)));
        s.assertAgrees(Q);
    }

    @Test
    void tapesReturnInReverse() {
        Local x = s.real("x");
        s.add(
                s.loop(
                        i,
                        integer(0),
                        integer(299),
                        new Stmt.Push(of(MULTIPLY, q(0), of(TO_REAL, read(i))), s.span()),
                        new Stmt.Push(of(MULTIPLY, read(i), integer(2)), s.span())),
                s.loop(
                        i,
                        integer(0),
                        integer(299),
                        new Stmt.Pop(x, s.span()),
                        new Stmt.Pop(k, s.span()),
                        s.assign(s.result, of(ADD, of(MULTIPLY, number(0.5), read(s.result)), read(x))),
                        s.store(s.out, of(REMAINDER, read(k), integer(6)), of(TO_REAL, read(k)))));
        s.assertAgrees(Q);
    }

    @Test
    void localsAssignedOnSomePathsOnlyAreAccepted() {
        Local x = s.real("x");
        s.add(
                s.branch(of(LESS, q(0), number(1)), List.of(s.assign(x, q(1))), List.of()),
                s.branch(of(LESS, q(0), number(1)), List.of(s.plus(s.result, read(x))), List.of()));
        s.assertAgrees(Q);
    }

    @Test
    void dataAreReadOnceAndShared() {
        Local n = s.data("n", ScalarType.INT);
        Local scale = s.data("scale", ScalarType.REAL);
        Local given = s.data("given", ScalarType.INT);
        Buffer y = s.dataReals("y");
        Buffer matrix = s.dataReals("matrix");
        s.addToBind(
                new Stmt.ReadScalar("n", n, s.span()),
                new Stmt.ReadScalar("scale", scale, s.span()),
                new Stmt.ReadContainer("y", y, List.of(read(n)), false, s.span()),
                new Stmt.ReadContainer("matrix", matrix, List.of(integer(2), read(n)), true, s.span()),
                s.assign(given, of(SUBTRACT, new Expr.Provided("n"), new Expr.Provided("m"))),
                s.loop(i, integer(0), of(SUBTRACT, read(n), integer(1)), s.increment(y, read(i), read(scale))));
        s.add(s.loop(
                i,
                integer(0),
                of(SUBTRACT, read(n), integer(1)),
                s.plus(s.result, of(MULTIPLY, load(y, read(i)), read(scale))),
                s.store(s.out, read(i), load(matrix, of(MULTIPLY, integer(2), read(i)))),
                s.store(s.out, integer(4), of(TO_REAL, read(given)))));
        double[] theirs = {0.1, 0.2, 0.3};
        MapData data = MapData.builder()
                .put("n", 3)
                .put("scale", 2.5)
                .put("y", theirs)
                .put("matrix", new double[][] {{1, 2, 3}, {4, 5, 6}})
                .build();
        s.assertAgrees(data, Q);
        assertThat(theirs).containsExactly(0.1, 0.2, 0.3);
    }

    @Test
    void drawsComeFromTheGivenGenerator() {
        Local x = s.real("x");
        s.drawing(
                new Stmt.Draw(x, Primitives.UNIFORM, List.of(load(s.q, integer(0)), integer(2)), s.span()),
                s.store(s.row, integer(0), read(x)));
        double[] row = new double[1];
        bound(s.bytes(), noData(), text -> {})
                .newDrawWriter()
                .write(new double[] {10}, RandomSource.L64_X128_MIX.create(9L), row);
        double expected = 10 + 2 * RandomSource.L64_X128_MIX.create(9L).nextDouble();
        assertThat(row).containsExactly(expected);
    }

    @Test
    void unconstrainingReadsFromTheGivenValues() {
        Buffer values = s.reals("values");
        s.unconstraining(
                new Stmt.ReadContainer("theta", values, List.of(integer(2)), false, s.span()),
                s.store(s.q, integer(1), load(values, integer(0))));
        double[] q = {1, 2, 3, 4};
        bound(s.bytes(), noData(), text -> {})
                .unconstrain(MapData.builder().put("theta", new double[] {7, 8}).build(), q);
        assertThat(q).containsExactly(1, 7, 3, 4);
    }

    @Test
    void printsGoWhereTheModelsOutputGoes() {
        List<String> lines = new ArrayList<>();
        s.add(new Stmt.Print(
                List.of(
                        new Stmt.Part.Text("q = "),
                        Stmt.Part.Array.BEGIN,
                        new Stmt.Part.Elements(slice(s.q, integer(1), integer(2)), false),
                        Stmt.Part.Array.END,
                        new Stmt.Part.Text(", n = "),
                        new Stmt.Part.Value(integer(3)),
                        new Stmt.Part.Value(q(0))),
                s.span()));
        run(bound(s.bytes(), noData(), lines::add).newLogDensity(), 1.0 / 3, 2, 1e-9, 0);
        assertThat(lines).containsExactly("q = [2,1e-09], n = 30.333333");
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void randomProgramsAgree(long seed) {
        RandomCode code = new RandomCode(s, RandomSource.L64_X128_MIX.create(seed));
        s.add(code.statements(4, 12).toArray(Stmt[]::new));
        s.assertAgrees(0.3, -1.7, 2.5, 0.01);
    }
}
