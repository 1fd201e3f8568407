package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import dev.cotangent.compiler.typed.Function;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedStmt;
import dev.cotangent.compiler.typed.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Functions that call themselves: they can't be inlined, so they become procedures. */
final class Recursion {

    private final Shared shared;
    private final Map<Function, Boolean> recursive = new IdentityHashMap<>();
    private final Map<Key, Callee> callees = new HashMap<>();

    private record Key(Function function, boolean dropping, Context.Mode mode) {}

    /**
     * A procedure, and how values come to it: scalars, and the sizes of containers, are its arguments and results;
     * elements lie in buffers that it shares with its callers, from which either side copies at once.
     *
     * @param in by container argument, in their order
     * @param out by container result, in their order
     * @param accumulates true if it returns, last, what it adds to the target, and takes, last, the target before it
     */
    private record Callee(Procedure procedure, List<Buffer> in, List<Buffer> out, boolean accumulates) {}

    Recursion(Shared shared) {
        this.shared = shared;
    }

    boolean isRecursive(Function function) {
        return recursive.computeIfAbsent(function, f -> !f.isLibrary() && reaches(f, f, new HashSet<>()));
    }

    private static boolean reaches(Function from, Function wanted, Set<Function> seen) {
        if (!(from.body() instanceof Function.Code code)) {
            return false;
        }
        for (Function called : CallGraph.calledBy(code.block())) {
            if (called == wanted || !called.isLibrary() && seen.add(called) && reaches(called, wanted, seen)) {
                return true;
            }
        }
        return false;
    }

    Value call(Context context, Function function, List<Value> arguments, boolean dropping) {
        Callee callee = callee(function, dropping, context.mode());
        Elements elements = new Elements(context);
        Emitter emitter = context.emitter();
        List<Expr> scalars = pass(callee, arguments, elements, emitter);
        if (callee.accumulates()) {
            scalars.add(emitter.once("target", context.accumulated(emitter.span())));
        }
        List<Local> results = callee.procedure().results().stream()
                .map(r -> emitter.local("result", r.type()))
                .toList();
        emitter.emit(new Stmt.Invoke(callee.procedure(), scalars, results, emitter.span()));
        if (callee.accumulates()) {
            Local target = context.target(emitter.span());
            Local added = results.get(results.size() - 1);
            emitter.assign(target, Expr.of(Operator.ADD, Expr.read(target), Expr.read(added)));
        }
        boolean parameter = arguments.stream().anyMatch(Value::parameter)
                && function.returnType() != Type.VOID
                && !function.returnType().isInteger();
        return result(function, callee, results, elements, parameter);
    }

    /** Values as scalar arguments; containers are all computed before the first is put where the procedure finds it. */
    private static List<Expr> pass(Callee callee, List<Value> arguments, Elements elements, Emitter emitter) {
        List<Expr> scalars = new ArrayList<>();
        List<Value.Stored> containers = new ArrayList<>();
        for (Value argument : arguments.stream().flatMap(Recursion::leaves).toList()) {
            if (argument instanceof Value.Scalar s) {
                scalars.add(emitter.once("argument", s.expr()));
            } else {
                Value.Stored stored = elements.stored("argument", (Value.Container) argument);
                containers.add(stored);
                scalars.addAll(elements.sizes(stored.sizes()));
            }
        }
        for (int k = 0; k < containers.size(); k++) {
            elements.copy(callee.in().get(k), containers.get(k));
        }
        return scalars;
    }

    private static Value result(
            Function function, Callee callee, List<Local> results, Elements elements, boolean parameter) {
        if (function.returnType() == Type.VOID) {
            return null;
        }
        Iterator<Local> scalars = results.iterator();
        Iterator<Buffer> containers = callee.out().iterator();
        return assembled(function.returnType(), type -> {
            boolean active = parameter && type.scalar() == Type.REAL;
            return type.isScalar()
                    ? new Value.Scalar(Expr.read(scalars.next()), active)
                    : elements.copy("result", container(type, containers.next(), scalars, active));
        });
    }

    private static Value.Stored container(Type type, Buffer buffer, Iterator<Local> sizes, boolean parameter) {
        List<Expr> all = new ArrayList<>();
        for (int d = 0; d < type.rank(); d++) {
            all.add(Expr.read(sizes.next()));
        }
        return new Value.Stored(type, buffer, Arithmetic.ZERO, all, parameter, false);
    }

    /** The scalars and containers that a value consists of. */
    private static Stream<Value> leaves(Value value) {
        return value instanceof Value.Compound c
                ? c.components().stream().flatMap(Recursion::leaves)
                : Stream.of(value);
    }

    private static Stream<Type> leaves(Type type) {
        return type.isStructured() ? type.components().stream().flatMap(Recursion::leaves) : Stream.of(type);
    }

    /** A value from those of its leaves, which are asked for in order. */
    private static Value assembled(Type type, java.util.function.Function<Type, Value> leaf) {
        if (!type.isStructured()) {
            return leaf.apply(type);
        }
        List<Value> components = new ArrayList<>();
        type.components().forEach(c -> components.add(assembled(c, leaf)));
        return new Value.Compound(type, components);
    }

    private Callee callee(Function function, boolean dropping, Context.Mode mode) {
        Key key = new Key(function, dropping, mode);
        if (callees.containsKey(key)) {
            return callees.get(key);
        }
        List<Local> scalars = new ArrayList<>();
        List<Buffer> in = new ArrayList<>();
        for (Variable parameter : function.parameters()) {
            leaves(parameter.type()).forEach(type -> {
                if (type.isScalar()) {
                    scalars.add(argument(parameter.name(), scalar(type)));
                } else {
                    in.add(buffer(parameter.name() + "_in", type));
                    sizes(type).forEach(d -> scalars.add(argument(parameter.name() + "_size", ScalarType.INT)));
                }
            });
        }
        List<Local> results = new ArrayList<>();
        List<Buffer> out = new ArrayList<>();
        Stream<Type> returned = function.returnType() == Type.VOID ? Stream.of() : leaves(function.returnType());
        returned.forEach(type -> {
            if (type.isScalar()) {
                results.add(result(function, scalar(type)));
            } else {
                out.add(buffer(function.name() + "_out", type));
                sizes(type).forEach(d -> results.add(result(function, ScalarType.INT)));
            }
        });
        boolean accumulates = function.name().endsWith("_lp") || function.name().endsWith("_jacobian");
        if (accumulates) {
            scalars.add(argument("target", ScalarType.REAL));
            results.add(result(function, ScalarType.REAL));
        }
        Procedure procedure = new Procedure(shared.names().fresh(function.name()), scalars, List.of(), results);
        Callee callee = new Callee(procedure, in, out, accumulates);
        callees.put(key, callee);
        procedure.setBody(body(function, dropping, mode, callee));
        return callee;
    }

    private static IntStream sizes(Type type) {
        return IntStream.range(0, type.rank());
    }

    private static ScalarType scalar(Type type) {
        return type.scalar() == Type.INT ? ScalarType.INT : ScalarType.REAL;
    }

    private Local argument(String name, ScalarType type) {
        return new Local(shared.names().fresh(name), type, Storage.ARGUMENT);
    }

    private Local result(Function function, ScalarType type) {
        return new Local(shared.names().fresh(function.name() + "_result"), type, Storage.WORK);
    }

    private Buffer buffer(String name, Type type) {
        return new Buffer(shared.names().fresh(name), scalar(type), Storage.WORK);
    }

    private List<Stmt> body(Function function, boolean dropping, Context.Mode mode, Callee callee) {
        Emitter emitter = new Emitter(shared.names(), function.span());
        List<Local> scalars = callee.procedure().scalars();
        Optional<Local> target = callee.accumulates()
                ? Optional.of(new Local(shared.names().fresh("target"), ScalarType.REAL, Storage.WORK))
                : Optional.empty();
        Context context = new Context(emitter, mode.ofFragment(), target, shared.globals(), Optional.empty());
        Calls calls = new Calls(context, shared);
        return emitter.block(() -> {
            target.ifPresent(t -> {
                emitter.assign(t, Expr.real(0));
                context.startAt(Expr.read(scalars.get(scalars.size() - 1)));
            });
            List<Value> arguments = receive(function, callee, calls.elements());
            Value value = calls.inline(function, arguments, dropping, false, List.<TypedStmt>of());
            if (value != null) {
                give(callee, value, calls.elements(), emitter);
            }
            target.ifPresent(t -> {
                List<Local> results = callee.procedure().results();
                emitter.assign(results.get(results.size() - 1), context.added(function.span()));
            });
        });
    }

    /** The arguments as this activation's own. */
    private static List<Value> receive(Function function, Callee callee, Elements elements) {
        Iterator<Local> scalars = callee.procedure().scalars().iterator();
        Iterator<Buffer> containers = callee.in().iterator();
        List<Value> arguments = new ArrayList<>();
        for (Variable parameter : function.parameters()) {
            arguments.add(assembled(parameter.type(), type -> {
                boolean active = type.scalar() == Type.REAL;
                return type.isScalar()
                        ? new Value.Scalar(Expr.read(scalars.next()), active)
                        : elements.copy(parameter.name(), container(type, containers.next(), scalars, active));
            }));
        }
        return arguments;
    }

    private static void give(Callee callee, Value value, Elements elements, Emitter emitter) {
        Iterator<Local> results = callee.procedure().results().iterator();
        Iterator<Buffer> containers = callee.out().iterator();
        for (Value leaf : leaves(value).toList()) {
            if (leaf instanceof Value.Scalar s) {
                emitter.assign(results.next(), s.expr());
            } else {
                Value.Stored stored = elements.copy(containers.next(), (Value.Container) leaf);
                stored.sizes().forEach(size -> emitter.assign(results.next(), size));
            }
        }
    }
}
