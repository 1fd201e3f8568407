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
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes explicit what a reverse sweep has to know: how many iterations a {@code While} ran, and the size that a buffer
 * had before it was allocated again.
 *
 * <p>{@code while (test; c) body} becomes {@code again = 1; while (again) { test; again = c; if (again) body; count++ }}.
 */
final class Reversible {

    private final Activity activity;
    private final Locality locality;
    private final Emitter emitter;
    private final Map<Stmt, Local> trips = new IdentityHashMap<>();
    private final Map<Stmt, Local> previousSizes = new IdentityHashMap<>();
    private final Map<Buffer, Local> sizes = new LinkedHashMap<>();
    private final List<Stmt> body;

    private Reversible(List<Stmt> body, Activity activity, Locality locality, Names names) {
        this.activity = activity;
        this.locality = locality;
        this.emitter = new Emitter(names, null);
        List<Stmt> inner = block(body);
        this.body = emitter.block(() -> {
            sizes.values().forEach(size -> emitter.assign(size, Expr.integer(0)));
            inner.forEach(emitter::emit);
        });
    }

    static Reversible of(Procedure procedure, List<Stmt> body, Activity activity, Names names) {
        return new Reversible(body, activity, new Locality(procedure, Block.root(body)), names);
    }

    List<Stmt> body() {
        return body;
    }

    /** How many iterations a loop of {@link #body} ran. */
    Local trips(Stmt.While loop) {
        return trips.get(loop);
    }

    /** The size before an allocation; empty if the buffer held nothing that anyone needs. */
    Optional<Local> previousSize(Stmt.Allocate allocation) {
        return Optional.ofNullable(previousSizes.get(allocation));
    }

    private List<Stmt> block(List<Stmt> statements) {
        return emitter.block(() -> statements.forEach(this::statement));
    }

    private void statement(Stmt statement) {
        emitter.at(statement.span());
        if (statement instanceof Stmt.For s) {
            emitter.emit(new Stmt.For(s.index(), s.from(), s.to(), s.direction(), block(s.body()), s.span()));
        } else if (statement instanceof Stmt.If s) {
            emitter.emit(new Stmt.If(s.condition(), block(s.whenTrue()), block(s.whenFalse()), s.span()));
        } else if (statement instanceof Stmt.While s) {
            loop(s);
        } else if (statement instanceof Stmt.Allocate s
                && activity.isActive(s.buffer())
                && locality.home(s.buffer()).isEmpty()) {
            allocate(s);
        } else {
            emitter.emit(statement);
        }
    }

    private void loop(Stmt.While s) {
        Local again = emitter.local("again", ScalarType.INT);
        Local count = emitter.local("count", ScalarType.INT);
        emitter.assign(again, Expr.integer(1));
        emitter.assign(count, Expr.integer(0));
        List<Stmt> iteration = emitter.block(() -> {
            s.test().forEach(this::statement);
            emitter.at(s.span());
            Expr goOn = emitter.once("again", s.condition());
            emitter.assign(again, goOn);
            emitter.emit(new Stmt.If(goOn, block(s.body()), List.of(), s.span()));
            emitter.at(s.span());
            emitter.assign(count, Expr.of(Operator.ADD, Expr.read(count), Expr.integer(1)));
        });
        Stmt.While counted = new Stmt.While(List.of(), Expr.read(again), iteration, s.span());
        emitter.emit(counted);
        Local total = emitter.local("trips", ScalarType.INT);
        emitter.assign(total, Expr.read(count));
        trips.put(counted, total);
    }

    private void allocate(Stmt.Allocate s) {
        Local size = sizes.computeIfAbsent(
                s.buffer(),
                buffer -> new Local(emitter.names().fresh(buffer.name() + "_size"), ScalarType.INT, Storage.WORK));
        Local previous = emitter.local(size.name(), ScalarType.INT);
        Stmt.Allocate allocation = new Stmt.Allocate(s.buffer(), s.size(), s.fill(), s.span());
        emitter.assign(previous, Expr.read(size));
        emitter.emit(allocation);
        emitter.assign(size, s.size());
        previousSizes.put(allocation, previous);
    }
}
