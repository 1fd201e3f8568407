package dev.cotangent.compiler.codegen;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.IrVerifier;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Names;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.Primitive;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Program;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Slice;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import dev.cotangent.compiler.ir.interpret.Interpreter;
import dev.cotangent.compiler.ir.interpret.World;
import dev.cotangent.compiler.source.Source;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.runtime.data.MapData;
import dev.cotangent.runtime.model.BoundModel;
import dev.cotangent.runtime.model.DataSource;
import dev.cotangent.runtime.model.LogDensity;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/**
 * A program under test: its gradient procedure is the code of interest, from {@code q} to {@code out} and {@link
 * #result}. Statements are on lines 1, 2, ... in the order of their construction.
 */
final class Subject {

    static final int DIMENSION = 4;
    static final int OUTPUTS = 6;

    private static final Source SOURCE = new Source("subject.model", "");

    final Names names = new Names();
    final Buffer q = new Buffer(names.fresh("q"), ScalarType.REAL, Storage.ARGUMENT);
    final Buffer out = new Buffer(names.fresh("out"), ScalarType.REAL, Storage.ARGUMENT);
    final Local result = real("result");
    private final Local dimension = new Local(names.fresh("dimension"), ScalarType.INT, Storage.DATA);
    private final List<Stmt> bind = new ArrayList<>();
    private final List<Stmt> body = new ArrayList<>();
    private List<Stmt> draw = List.of();
    private List<Stmt> unconstrain = List.of();
    final Buffer row = new Buffer(names.fresh("row"), ScalarType.REAL, Storage.ARGUMENT);
    private int line;

    Subject() {
        bind.add(assign(dimension, integer(DIMENSION)));
        body.add(assign(result, number(0)));
    }

    Subject add(Stmt... statements) {
        body.addAll(List.of(statements));
        return this;
    }

    Subject addToBind(Stmt... statements) {
        bind.addAll(List.of(statements));
        return this;
    }

    Subject drawing(Stmt... statements) {
        draw = List.of(statements);
        return this;
    }

    Subject unconstraining(Stmt... statements) {
        unconstrain = List.of(statements);
        return this;
    }

    // --- code

    Span span() {
        line++;
        return new Span(SOURCE, line, 3, line, 4);
    }

    Local real(String name) {
        return new Local(names.fresh(name), ScalarType.REAL, Storage.WORK);
    }

    Local count(String name) {
        return new Local(names.fresh(name), ScalarType.INT, Storage.WORK);
    }

    Local data(String name, ScalarType type) {
        return new Local(names.fresh(name), type, Storage.DATA);
    }

    Buffer reals(String name) {
        return new Buffer(names.fresh(name), ScalarType.REAL, Storage.WORK);
    }

    Buffer counts(String name) {
        return new Buffer(names.fresh(name), ScalarType.INT, Storage.WORK);
    }

    Buffer dataReals(String name) {
        return new Buffer(names.fresh(name), ScalarType.REAL, Storage.DATA);
    }

    Stmt assign(Local target, Expr value) {
        return new Stmt.Assign(target, value, span());
    }

    /** {@code target += value}. */
    Stmt plus(Local target, Expr value) {
        return assign(target, Expr.of(Operator.ADD, Expr.read(target), value));
    }

    Stmt store(Buffer buffer, Expr index, Expr value) {
        return new Stmt.Store(buffer, index, value, span());
    }

    Stmt increment(Buffer buffer, Expr index, Expr value) {
        return new Stmt.Increment(buffer, index, value, span());
    }

    Stmt allocate(Buffer buffer, Expr size, Stmt.Fill fill) {
        return new Stmt.Allocate(buffer, size, fill, span());
    }

    Stmt loop(Local index, Expr from, Expr to, Stmt... body) {
        return new Stmt.For(index, from, to, Stmt.Direction.UP, List.of(body), span());
    }

    Stmt loopDown(Local index, Expr from, Expr to, Stmt... body) {
        return new Stmt.For(index, from, to, Stmt.Direction.DOWN, List.of(body), span());
    }

    Stmt branch(Expr condition, List<Stmt> whenTrue, List<Stmt> whenFalse) {
        return new Stmt.If(condition, whenTrue, whenFalse, span());
    }

    Stmt kernel(Primitive primitive, Slice result, dev.cotangent.compiler.ir.Argument... arguments) {
        return new Stmt.Kernel(primitive, List.of(arguments), result, span());
    }

    static Expr integer(int value) {
        return Expr.integer(value);
    }

    static Expr number(double value) {
        return Expr.real(value);
    }

    static Expr read(Local local) {
        return Expr.read(local);
    }

    static Expr load(Buffer buffer, Expr index) {
        return new Expr.Load(buffer, index);
    }

    static Expr of(Operator operator, Expr... operands) {
        return Expr.of(operator, operands);
    }

    static Expr call(Primitive primitive, Expr... arguments) {
        return new Expr.Call(primitive, List.of(arguments));
    }

    static Slice slice(Buffer buffer, Expr offset, Expr... sizes) {
        return new Slice(buffer, offset, List.of(sizes));
    }

    // --- runs

    Program program() {
        Local zero = real("zero");
        Procedure density = new Procedure(
                names.fresh("log_density"),
                List.of(),
                List.of(new Buffer(names.fresh("q"), ScalarType.REAL, Storage.ARGUMENT)),
                List.of(zero),
                List.of(assign(zero, number(0))));
        return new Program(
                "subject",
                SOURCE,
                new Procedure(names.fresh("bind"), List.of(), List.of(), List.of(), bind),
                dimension,
                density,
                new Procedure(names.fresh("draw"), List.of(), List.of(q, row), List.of(), draw),
                new Procedure(names.fresh("unconstrain"), List.of(), List.of(q), List.of(), unconstrain),
                List.of());
    }

    Procedure procedure() {
        return new Procedure(names.fresh("gradient"), List.of(), List.of(q, out), List.of(result), body);
    }

    /** The class, with methods of about the given number of bytes. */
    byte[] bytes(int target) {
        Program program = program();
        Procedure procedure = procedure();
        IrVerifier.verify(program, List.of(procedure));
        return CodeGenerator.generate(
                program,
                Map.of(CodeGenerator.GRADIENT, procedure),
                Optional.empty(),
                names,
                CodeTarget.of(program.name()),
                target);
    }

    /** The class as the compiler makes it. */
    byte[] bytes() {
        return bytes(4000);
    }

    static BoundModel bound(byte[] bytes, DataSource data, Consumer<String> printer) {
        UniformRandomProvider random = RandomSource.L64_X128_MIX.create(1L);
        return BoundModel.bind("subject", ModelClass.define(bytes).newInstance(), List.of(), data, random, printer);
    }

    static DataSource noData() {
        return MapData.empty();
    }

    /** Runs generated code: outputs, then the result. */
    static double[] run(LogDensity density, double... q) {
        double[] out = new double[OUTPUTS];
        double value = density.gradient(q, out);
        double[] all = Arrays.copyOf(out, OUTPUTS + 1);
        all[OUTPUTS] = value;
        return all;
    }

    /** Runs the interpreter: outputs, then the result. */
    double[] interpret(DataSource data, double... q) {
        Program program = program();
        Procedure procedure = procedure();
        Interpreter interpreter = new Interpreter(List.of(program.bind(), procedure));
        UniformRandomProvider random = RandomSource.L64_X128_MIX.create(1L);
        interpreter.run(
                program.bind(),
                new double[0],
                List.of(),
                new World(Optional.of(data), Optional.of(random), text -> {}));
        double[] out = new double[OUTPUTS];
        double value = interpreter.run(procedure, q.clone(), out);
        double[] all = Arrays.copyOf(out, OUTPUTS + 1);
        all[OUTPUTS] = value;
        return all;
    }

    /** Claims that generated code, split or not, cold or run before, gives the interpreter's results, bit for bit. */
    void assertAgrees(DataSource data, double... q) {
        double[] expected = interpret(data, q);
        for (int target : new int[] {4000, 200, 40}) {
            LogDensity density = bound(bytes(target), data, text -> {}).newLogDensity();
            assertThat(bits(run(density, q))).as("methods of %s bytes", target).isEqualTo(bits(expected));
            assertThat(bits(run(density, q))).as("second run").isEqualTo(bits(expected));
        }
    }

    void assertAgrees(double... q) {
        assertAgrees(noData(), q);
    }

    static long[] bits(double[] values) {
        return Arrays.stream(values).mapToLong(Double::doubleToRawLongBits).toArray();
    }
}
