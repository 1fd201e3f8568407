package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Names;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.Procedure;
import dev.cotangent.compiler.ir.Program;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.TypedProgram;
import dev.cotangent.compiler.typed.TypedStmt;
import dev.cotangent.compiler.typed.Variable;
import dev.cotangent.runtime.model.Layout.Block;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Lowers a checked program to its procedures. */
public final class Lowering {

    private final TypedProgram program;
    private final Names names;
    private final Shared shared;
    private final Span start;
    private final Map<Variable, Expr> offsets = new IdentityHashMap<>();
    private final Local dimension;

    private Lowering(TypedProgram program, Names names, LibraryFunctions library) {
        this.program = program;
        this.names = names;
        this.shared = new Shared(names, library);
        this.start = new Span(program.source(), 1, 1, 1, 1);
        List.of(
                        program.transformedData(),
                        program.transformedParameters(),
                        program.model(),
                        program.generatedQuantities())
                .forEach(shared.reassigned()::note);
        this.dimension = new Local(names.fresh("dimension"), ScalarType.INT, Storage.DATA);
    }

    /**
     * Lowers a program.
     *
     * @param name the model's name
     * @param names makes the names of locals, buffers and procedures; later passes go on with it
     * @throws Unsupported if the program uses language that can't be lowered yet
     */
    public static Program lower(String name, TypedProgram program, Names names, LibraryFunctions library) {
        Lowering lowering = new Lowering(program, names, library);
        Procedure bind = lowering.bind();
        return new Program(
                name,
                program.source(),
                bind,
                lowering.dimension,
                lowering.logDensity(),
                lowering.draw(),
                lowering.unconstrain(),
                lowering.outputs());
    }

    /** One procedure in the making. */
    private final class Making {
        private final Emitter emitter = new Emitter(names, start);
        private final Context context;
        private final Calls calls;
        private final Constraints constraints;

        Making(Context.Mode mode, Optional<Local> target) {
            context = new Context(emitter, mode, target, shared.globals(), Optional.empty());
            calls = new Calls(context, shared);
            constraints = new Constraints(context, shared, calls);
        }

        void statements(List<TypedStmt> statements) {
            calls.statements().sequence(statements);
        }

        void check(List<TypedStmt> declared, Variable.Scope scope) {
            for (Variable variable : variables(declared, scope)) {
                constraints.check(variable, context.value(variable, variable.span()));
            }
        }
    }

    /** Variables that a block declares at its top level. */
    private static List<Variable> variables(List<TypedStmt> statements, Variable.Scope scope) {
        return statements.stream()
                .filter(TypedStmt.Declare.class::isInstance)
                .map(s -> ((TypedStmt.Declare) s).variable())
                .filter(v -> v.scope() == scope)
                .toList();
    }

    // --- bind

    private Procedure bind() {
        Making making = new Making(Context.Mode.BIND, Optional.empty());
        List<Stmt> body = making.emitter.block(() -> {
            program.data().forEach(v -> readData(making, v));
            making.statements(program.transformedData());
            making.check(program.transformedData(), Variable.Scope.TRANSFORMED_DATA);
            placeParameters(making);
            outputs(program.transformedParameters(), Variable.Scope.TRANSFORMED_PARAMETER)
                    .forEach(v -> size(making, v));
            outputs(program.generatedQuantities(), Variable.Scope.GENERATED_QUANTITY)
                    .forEach(v -> size(making, v));
        });
        return new Procedure(names.fresh("bind"), List.of(), List.of(), List.of(), body);
    }

    private static List<Variable> outputs(List<TypedStmt> statements, Variable.Scope scope) {
        return variables(statements, scope);
    }

    private void readData(Making making, Variable variable) {
        making.emitter.at(variable.span());
        List<Expr> sizes = keptSizes(making, variable);
        ScalarType type = variable.type().scalar() == Type.INT ? ScalarType.INT : ScalarType.REAL;
        Value value;
        if (variable.type().isScalar()) {
            Local local = new Local(names.fresh(variable.name()), type, Storage.DATA);
            making.emitter.emit(new Stmt.ReadScalar(variable.name(), local, variable.span()));
            value = new Value.Scalar(Expr.read(local), false);
        } else {
            Buffer buffer = new Buffer(names.fresh(variable.name()), type, Storage.DATA);
            making.emitter.emit(new Stmt.ReadContainer(
                    variable.name(), buffer, sizes, variable.type().innermost() == Type.MATRIX, variable.span()));
            value = new Value.Stored(variable.type(), buffer, Arithmetic.ZERO, sizes, false, false);
            shared.setSizes(variable, sizes);
        }
        shared.globals().put(variable, value);
        making.constraints.check(variable, value);
    }

    /** Sizes of a variable as constants, data, or data locals that nothing assigns again. */
    private List<Expr> keptSizes(Making making, Variable variable) {
        making.emitter.at(variable.span());
        List<Expr> sizes = new ArrayList<>();
        List<Expr> evaluated = making.calls.declaredSizes(variable, making.calls.expressions());
        for (int d = 0; d < evaluated.size(); d++) {
            sizes.add(kept(
                    making,
                    variable.name() + "_size",
                    evaluated.get(d),
                    variable.sizes().get(d)));
        }
        return sizes;
    }

    private Expr kept(Making making, String hint, Expr value, TypedExpr source) {
        boolean fixed = value instanceof Expr.IntConstant
                || source instanceof TypedExpr.Read r && r.variable().scope() == Variable.Scope.DATA;
        return fixed ? value : keep(making, hint, value);
    }

    private Expr keep(Making making, String hint, Expr value) {
        Local local = new Local(names.fresh(hint), ScalarType.INT, Storage.DATA);
        making.emitter.assign(local, value);
        return Expr.read(local);
    }

    /** Evaluates the sizes of a variable that other procedures compute; later sizes may depend on its sizes alone. */
    private List<Expr> size(Making making, Variable variable) {
        List<Expr> sizes = keptSizes(making, variable);
        shared.setSizes(variable, sizes);
        if (variable.type().isContainer()) {
            making.context.bind(variable, new Value.Lazy(variable.type(), sizes, false, Set.of(), (emitter, i) -> {
                throw new CompilerBug("an element of " + variable.name() + " is read where there are data only");
            }));
        }
        return sizes;
    }

    /** Gives every parameter its place in the position. */
    private void placeParameters(Making making) {
        Expr next = Arithmetic.ZERO;
        for (Variable variable : program.parameters()) {
            List<Expr> sizes = size(making, variable);
            offsets.put(variable, next);
            Expr sum = Arithmetic.add(next, making.constraints.unconstrainedSize(variable, sizes));
            boolean simple = sum instanceof Expr.IntConstant;
            next = simple ? sum : keep(making, "after_" + variable.name(), sum);
        }
        making.emitter.assign(dimension, next);
    }

    // --- log density

    private Procedure logDensity() {
        Buffer position = new Buffer(names.fresh("q"), ScalarType.REAL, Storage.ARGUMENT);
        Local target = new Local(names.fresh("target"), ScalarType.REAL, Storage.WORK);
        Making making = new Making(Context.Mode.DENSITY, Optional.of(target));
        List<Stmt> body = making.emitter.block(() -> {
            making.emitter.assign(target, Expr.real(0));
            constrainParameters(making, position, Optional.of(target));
            making.statements(program.transformedParameters());
            making.check(program.transformedParameters(), Variable.Scope.TRANSFORMED_PARAMETER);
            making.statements(program.model());
            making.emitter.assign(target, making.context.accumulated(start));
        });
        return new Procedure(names.fresh("logDensity"), List.of(), List.of(position), List.of(target), body);
    }

    private void constrainParameters(Making making, Buffer position, Optional<Local> target) {
        for (Variable variable : program.parameters()) {
            Value value = making.constraints.constrain(
                    variable,
                    shared.declaredSizes(variable).orElse(List.of()),
                    position,
                    offsets.get(variable),
                    target);
            making.context.bind(variable, value);
        }
    }

    // --- draws

    private Procedure draw() {
        Buffer position = new Buffer(names.fresh("q"), ScalarType.REAL, Storage.ARGUMENT);
        Buffer row = new Buffer(names.fresh("row"), ScalarType.REAL, Storage.ARGUMENT);
        // Only for functions that read or increment it among transformed parameters: it starts without Jacobians.
        Local target = new Local(names.fresh("target"), ScalarType.REAL, Storage.WORK);
        Making making = new Making(Context.Mode.DRAW, Optional.of(target));
        List<Stmt> body = making.emitter.block(() -> {
            making.emitter.assign(target, Expr.real(0));
            constrainParameters(making, position, Optional.empty());
            making.statements(program.transformedParameters());
            making.check(program.transformedParameters(), Variable.Scope.TRANSFORMED_PARAMETER);
            making.statements(program.generatedQuantities());
            making.check(program.generatedQuantities(), Variable.Scope.GENERATED_QUANTITY);
            making.emitter.at(start);
            Expr next = Arithmetic.ZERO;
            for (Variable variable : outputVariables()) {
                next = write(making, variable, row, next);
            }
        });
        return new Procedure(names.fresh("draw"), List.of(), List.of(position, row), List.of(), body);
    }

    private List<Variable> outputVariables() {
        List<Variable> variables = new ArrayList<>(program.parameters());
        variables.addAll(outputs(program.transformedParameters(), Variable.Scope.TRANSFORMED_PARAMETER));
        variables.addAll(outputs(program.generatedQuantities(), Variable.Scope.GENERATED_QUANTITY));
        return variables;
    }

    /** Writes a variable's elements with the first index fastest; returns the place after them. */
    private Expr write(Making making, Variable variable, Buffer row, Expr offset) {
        Value value = making.context.value(variable, variable.span());
        Emitter emitter = making.emitter;
        if (value instanceof Value.Scalar s) {
            emitter.emit(new Stmt.Store(row, offset, asReal(s.expr()), emitter.span()));
            return Arithmetic.add(offset, Arithmetic.ONE);
        }
        Value.Container c = (Value.Container) value;
        making.calls.elements().forEachFirstFastest(c.sizes(), i -> {
            Expr k = Arithmetic.ZERO;
            for (int d = i.size() - 1; d >= 0; d--) {
                k = Arithmetic.add(Arithmetic.multiply(k, c.sizes().get(d)), i.get(d));
            }
            emitter.emit(new Stmt.Store(row, Arithmetic.add(offset, k), asReal(c.at(emitter, i)), emitter.span()));
        });
        return making.emitter.once("column", Arithmetic.add(offset, c.count()));
    }

    private static Expr asReal(Expr e) {
        return e.type() == ScalarType.INT ? Expr.of(Operator.TO_REAL, e) : e;
    }

    private List<Program.Output> outputs() {
        List<Program.Output> outputs = new ArrayList<>();
        for (Variable v : outputVariables()) {
            Block block = switch (v.scope()) {
                case PARAMETER -> Block.PARAMETERS;
                case TRANSFORMED_PARAMETER -> Block.TRANSFORMED_PARAMETERS;
                default -> Block.GENERATED_QUANTITIES;
            };
            outputs.add(new Program.Output(
                    v.name(),
                    block,
                    v.type().scalar() == Type.INT,
                    shared.declaredSizes(v).orElse(List.of())));
        }
        return outputs;
    }

    // --- initial values

    private Procedure unconstrain() {
        Buffer position = new Buffer(names.fresh("q"), ScalarType.REAL, Storage.ARGUMENT);
        Making making = new Making(Context.Mode.UNCONSTRAIN, Optional.empty());
        List<Stmt> body = making.emitter.block(() -> {
            for (Variable variable : program.parameters()) {
                making.context.bind(variable, unconstrain(making, variable, position));
            }
        });
        return new Procedure(names.fresh("unconstrain"), List.of(), List.of(position), List.of(), body);
    }

    /** Reads a parameter's value and writes its coordinates, or, if there is no value, computes it from them. */
    private Value unconstrain(Making making, Variable variable, Buffer position) {
        Emitter emitter = making.emitter;
        emitter.at(variable.span());
        List<Expr> sizes = shared.declaredSizes(variable).orElse(List.of());
        Expr offset = offsets.get(variable);
        boolean scalar = variable.type().isScalar();
        Local local = emitter.local(variable.name(), ScalarType.REAL);
        Buffer buffer = emitter.buffer(variable.name(), ScalarType.REAL);
        Value value = scalar
                ? new Value.Scalar(Expr.read(local), false)
                : new Value.Stored(variable.type(), buffer, Arithmetic.ZERO, sizes, false, false);
        List<Stmt> given = emitter.block(() -> {
            if (scalar) {
                emitter.emit(new Stmt.ReadScalar(variable.name(), local, variable.span()));
            } else {
                boolean matrix = variable.type().innermost() == Type.MATRIX;
                emitter.emit(new Stmt.ReadContainer(variable.name(), buffer, sizes, matrix, variable.span()));
            }
            making.constraints.check(variable, value);
            making.constraints.unconstrain(variable, value, position, offset);
        });
        List<Stmt> computed = emitter.block(() -> {
            Value from = making.constraints.constrain(variable, sizes, position, offset, Optional.empty());
            if (from instanceof Value.Scalar s) {
                emitter.assign(local, s.expr());
            } else {
                making.calls.elements().copy(buffer, (Value.Container) from);
            }
        });
        emitter.emit(new Stmt.If(new Expr.Provided(variable.name()), given, computed, variable.span()));
        return value;
    }
}
