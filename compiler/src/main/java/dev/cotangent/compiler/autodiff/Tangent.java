package dev.cotangent.compiler.autodiff;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Names;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Forward mode, in a fixed number of directions at once. Tangents are locals and buffers of their own, one a direction.
 * It may be applied to its own result and to that of {@link Adjoint}, for derivatives of higher order.
 */
public final class Tangent {

    private Tangent() {}

    /**
     * A procedure and its directional derivatives.
     *
     * @param directions how many, at least 1
     * @return of the procedure's parameters, and behind them the tangents of every real one: of its first real parameter
     *     in all directions, then of its second, for scalars and for buffers; its results are the procedure's, and behind
     *     them the tangents of every real one likewise. A buffer that the procedure writes to has its tangent written.
     * @throws NotDifferentiable if an active argument has no derivative rule
     */
    public static Procedure tangent(Procedure procedure, int directions, Names names) {
        return transform(procedure, new Tangents(directions, names)).get(procedure);
    }

    /** The tangent procedures of a procedure and of those that it reaches by calls. */
    private static Map<Procedure, Procedure> transform(Procedure procedure, Tangents tangents) {
        List<Object> outputs = new ArrayList<>(Variables.realScalars(procedure.results()));
        outputs.addAll(Variables.realBuffers(procedure.buffers()));
        return transform(procedure, Variables.inputs(procedure), outputs, tangents);
    }

    /**
     * The statements of a procedure with the tangents of what some outputs depend on.
     *
     * @param inputs what to differentiate in: of its parameters
     * @param outputs what to differentiate: of its locals
     */
    static Procedure of(Procedure procedure, List<?> inputs, List<?> outputs, Tangents tangents) {
        return transform(procedure, inputs, outputs, tangents).get(procedure);
    }

    private static Map<Procedure, Procedure> transform(
            Procedure procedure, List<?> inputs, List<?> outputs, Tangents tangents) {
        FlatProcedures flat = FlatProcedures.of(procedure, inputs, outputs, tangents.names());
        Map<Procedure, Procedure> transformed = new LinkedHashMap<>();
        flat.bodies().keySet().forEach(p -> transformed.put(p, signature(p, tangents)));
        flat.bodies().forEach((p, body) -> {
            Settled settled = Settled.of(p, body);
            Pushforward pushforward = new Pushforward(flat.activity(), settled, tangents, transformed);
            List<Stmt> code = new ArrayList<>(constants(p, flat.activity(), tangents));
            code.addAll(pushforward.block(body));
            transformed.get(p).setBody(code);
        });
        return transformed;
    }

    /**
     * Statements with the tangents of what they compute.
     *
     * @param locals by input: its tangents, which the caller sets
     * @param inputs by input: its tangents, which the caller sets
     * @param output by direction: the tangent of the output
     */
    public record Directional(
            List<Stmt> code, List<List<Local>> locals, List<List<Buffer>> inputs, List<Buffer> output) {}

    /**
     * The derivatives of statements in some locals and buffers; what else they read counts as constant.
     *
     * @param body statements that compute the elements of {@code output}
     * @param directions how many, at least 1
     */
    public static Directional directional(
            List<Stmt> body, List<Local> locals, List<Buffer> inputs, Buffer output, int directions, Names names) {
        Tangents tangents = new Tangents(directions, names);
        List<Buffer> buffers = new ArrayList<>(inputs);
        buffers.add(output);
        Procedure whole = new Procedure(names.fresh("directional"), locals, buffers, List.of(), body);
        List<Stmt> code = transform(whole, tangents).get(whole).body();
        return new Directional(
                code,
                locals.stream().map(tangents::all).toList(),
                inputs.stream().map(tangents::all).toList(),
                tangents.all(output));
    }

    private static Procedure signature(Procedure procedure, Tangents tangents) {
        List<Local> scalars = new ArrayList<>(procedure.scalars());
        Variables.realScalars(procedure.scalars()).forEach(local -> scalars.addAll(tangents.all(local)));
        List<Buffer> buffers = new ArrayList<>(procedure.buffers());
        Variables.realBuffers(procedure.buffers()).forEach(buffer -> buffers.addAll(tangents.all(buffer)));
        List<Local> results = new ArrayList<>(procedure.results());
        Variables.realScalars(procedure.results()).forEach(local -> results.addAll(tangents.all(local)));
        String name = tangents.names().fresh(procedure.name() + "_tangent");
        return new Procedure(name, scalars, buffers, results);
    }

    /** Zeroes the tangents of results that depend on nothing. */
    private static List<Stmt> constants(Procedure procedure, Activity activity, Tangents tangents) {
        Emitter emitter = new Emitter(tangents.names(), null);
        return emitter.block(() -> Variables.realScalars(procedure.results()).stream()
                .filter(local -> !activity.isActive(local))
                .flatMap(local -> tangents.all(local).stream())
                .forEach(tangent -> emitter.assign(tangent, Algebra.ZERO)));
    }

    /**
     * The gradient of a log density, in blocks of coordinates.
     *
     * @param logDensity of a position (its one buffer) to a real (its one result)
     * @param dimension size of the position
     * @param lanes coordinates in a block, at least 1
     * @return of a position and where to write the gradient (two buffers) to the value; the gradient is overwritten
     * @throws NotDifferentiable if an argument that depends on the position has no derivative rule
     */
    public static Procedure gradient(Procedure logDensity, Expr dimension, int lanes, Names names) {
        Buffer position = logDensity.buffers().get(0);
        Buffer gradient = new Buffer(names.fresh("gradient"), ScalarType.REAL, Storage.ARGUMENT);
        Tangents tangents = new Tangents(lanes, names);
        Emitter emitter = new Emitter(names, null);
        List<Buffer> seeds = new ArrayList<>();
        for (int lane = 0; lane < lanes; lane++) {
            seeds.add(emitter.buffer("seed", ScalarType.REAL));
        }
        tangents.place(position, seeds);
        List<Stmt> derivative = transform(logDensity, tangents).get(logDensity).body();
        List<Local> slopes = tangents.all(logDensity.results().get(0));
        Local block = emitter.local("block", ScalarType.INT);
        List<Stmt> pass = emitter.block(() -> {
            seeds.forEach(seed -> emitter.emit(new Stmt.Allocate(seed, dimension, Stmt.Fill.ZERO, null)));
            for (int lane = 0; lane < lanes; lane++) {
                inRange(emitter, dimension, coordinate(block, lanes, lane), seeds.get(lane), Algebra.ONE);
            }
            derivative.forEach(emitter::emit);
            for (int lane = 0; lane < lanes; lane++) {
                Expr slope = Expr.read(slopes.get(lane));
                inRange(emitter, dimension, coordinate(block, lanes, lane), gradient, slope);
            }
        });
        List<Stmt> body = List.of(
                new Stmt.For(block, Expr.integer(0), lastBlock(dimension, lanes), Stmt.Direction.UP, pass, null));
        String name = names.fresh(logDensity.name() + "_gradient");
        return new Procedure(name, List.of(), List.of(position, gradient), logDensity.results(), body);
    }

    private static Expr coordinate(Local block, int lanes, int lane) {
        Expr first = lanes == 1 ? Expr.read(block) : Expr.of(Operator.MULTIPLY, Expr.read(block), Expr.integer(lanes));
        return lane == 0 ? first : Expr.of(Operator.ADD, first, Expr.integer(lane));
    }

    private static void inRange(Emitter emitter, Expr size, Expr index, Buffer buffer, Expr value) {
        List<Stmt> store = List.of(new Stmt.Store(buffer, index, value, null));
        emitter.emit(new Stmt.If(Expr.of(Operator.LESS, index, size), store, List.of(), null));
    }

    /** At least 0: a position without coordinates has a value too. */
    private static Expr lastBlock(Expr dimension, int lanes) {
        Expr last = Expr.of(Operator.SUBTRACT, dimension, Expr.integer(1));
        Expr block = Expr.of(Operator.DIVIDE, last, Expr.integer(lanes));
        return Expr.of(Operator.MAXIMUM, block, Expr.integer(0));
    }
}
