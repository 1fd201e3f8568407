package dev.cotangent.compiler.autodiff;

import dev.cotangent.compiler.ir.Argument;
import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Slice;
import dev.cotangent.compiler.ir.Stmt;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the sweeps of calls over containers: of what the rules read and something overwrites, the tape keeps a copy. */
final class KernelSweeps {

    private final Scopes scopes;
    private final Adjoints adjoints;
    private final Pullback pullback;
    private final Emitter emitter;

    KernelSweeps(Scopes scopes, Adjoints adjoints, Pullback pullback, Emitter emitter) {
        this.scopes = scopes;
        this.adjoints = adjoints;
        this.pullback = pullback;
        this.emitter = emitter;
    }

    Sweeps.Sweep of(Block.Node node, Stmt.Kernel s) {
        List<Stmt> forward = new ArrayList<>(List.of(s));
        List<Stmt> restored = new ArrayList<>();
        List<Argument> arguments = new ArrayList<>();
        Set<Buffer> read = loadedByRules(s);
        for (Argument argument : s.arguments()) {
            boolean lost = argument instanceof Slice slice
                    && read.contains(slice.buffer())
                    && !scopes.isIntact(slice.buffer(), node);
            arguments.add(lost ? snapshot((Slice) argument, forward, restored) : argument);
        }
        Slice result = read.contains(s.result().buffer())
                        && !scopes.isIntact(s.result().buffer(), node)
                ? snapshot(s.result(), forward, restored)
                : s.result();
        Stmt.Kernel intact = new Stmt.Kernel(s.primitive(), arguments, result, s.span());
        List<Stmt> reverse = new ArrayList<>(restored);
        reverse.addAll(emitter.block(() -> pullback.kernel(s, intact)));
        return new Sweeps.Sweep(forward, reverse);
    }

    /** The buffers whose values the rules of a call read, found by trying. */
    private Set<Buffer> loadedByRules(Stmt.Kernel s) {
        Map<Local, Expr> before = new LinkedHashMap<>(adjoints.known());
        List<Stmt> trial = emitter.block(() -> pullback.kernel(s, s));
        adjoints.know(before);
        Set<Buffer> loaded = new HashSet<>();
        Access.walk(trial, statement -> loaded.addAll(Access.loaded(statement)));
        return loaded;
    }

    /** Records a slice's elements behind the call and brings them back in a buffer of their own. */
    private Slice snapshot(Slice slice, List<Stmt> forward, List<Stmt> restored) {
        ScalarType type = slice.buffer().element();
        Expr size = Loops.size(slice);
        forward.addAll(emitter.block(() -> Loops.count(
                size,
                Stmt.Direction.UP,
                emitter,
                k -> emitter.emit(
                        new Stmt.Push(new Expr.Load(slice.buffer(), Loops.index(slice, k)), emitter.span())))));
        Buffer copy = emitter.buffer(slice.buffer().name(), type);
        Local element = emitter.local("element", type);
        restored.addAll(0, emitter.block(() -> {
            emitter.emit(new Stmt.Allocate(copy, size, Stmt.Fill.NONE, emitter.span()));
            Loops.count(size, Stmt.Direction.DOWN, emitter, k -> {
                emitter.emit(new Stmt.Pop(element, emitter.span()));
                emitter.emit(new Stmt.Store(copy, k, Expr.read(element), emitter.span()));
            });
        }));
        return new Slice(copy, Expr.integer(0), slice.sizes());
    }
}
