package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Functions that call themselves: they can't be inlined, so they become procedures. */
final class Recursion {

    private final Shared shared;
    private final Map<Function, Boolean> recursive = new IdentityHashMap<>();
    private final Map<Key, Procedure> procedures = new HashMap<>();

    private record Key(Function function, boolean dropping, Context.Mode mode) {}

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
        requireScalars(function);
        Procedure procedure = procedure(function, dropping, context.mode());
        Emitter emitter = context.emitter();
        List<Expr> scalars = arguments.stream()
                .map(a -> emitter.once("argument", ((Value.Scalar) a).expr()))
                .toList();
        List<Local> results = procedure.results().stream()
                .map(r -> emitter.local("result", r.type()))
                .toList();
        emitter.emit(new Stmt.Invoke(procedure, scalars, results, emitter.span()));
        boolean parameter = arguments.stream().anyMatch(Value::parameter) && function.returnType() != Type.INT;
        return results.isEmpty() ? null : new Value.Scalar(Expr.read(results.get(0)), parameter);
    }

    private static void requireScalars(Function function) {
        boolean scalars = function.parameters().stream().allMatch(p -> p.type().isScalar())
                && !function.returnType().isContainer()
                && !function.returnType().isStructured()
                && !function.name().endsWith("_lp")
                && !function.isRandom();
        if (!scalars) {
            throw new Unsupported(
                    function.span(), "recursion in " + function.name() + ", a function of containers or with effects,");
        }
    }

    private Procedure procedure(Function function, boolean dropping, Context.Mode mode) {
        Key key = new Key(function, dropping, mode);
        if (procedures.containsKey(key)) {
            return procedures.get(key);
        }
        List<Local> scalars = new ArrayList<>();
        for (Variable parameter : function.parameters()) {
            ScalarType type = parameter.type() == Type.INT ? ScalarType.INT : ScalarType.REAL;
            scalars.add(new Local(shared.names().fresh(parameter.name()), type, Storage.ARGUMENT));
        }
        ScalarType type = function.returnType() == Type.INT ? ScalarType.INT : ScalarType.REAL;
        List<Local> results = function.returnType() == Type.VOID
                ? List.of()
                : List.of(new Local(shared.names().fresh(function.name() + "_result"), type, Storage.WORK));
        Procedure procedure = new Procedure(shared.names().fresh(function.name()), scalars, List.of(), results);
        procedures.put(key, procedure);
        procedure.setBody(body(function, dropping, scalars, results));
        return procedure;
    }

    private List<Stmt> body(Function function, boolean dropping, List<Local> scalars, List<Local> results) {
        Emitter emitter = new Emitter(shared.names(), function.span());
        Context context =
                new Context(emitter, Context.Mode.FRAGMENT, Optional.empty(), shared.globals(), Optional.empty());
        Calls calls = new Calls(context, shared);
        List<Value> arguments = new ArrayList<>();
        for (Local scalar : scalars) {
            arguments.add(new Value.Scalar(Expr.read(scalar), scalar.type() == ScalarType.REAL));
        }
        return emitter.block(() -> {
            Value value = calls.inline(function, arguments, dropping, false, List.<TypedStmt>of());
            if (!results.isEmpty()) {
                emitter.assign(results.get(0), ((Value.Scalar) value).expr());
            }
        });
    }
}
