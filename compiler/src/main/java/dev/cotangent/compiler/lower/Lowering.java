package dev.cotangent.compiler.lower;

import dev.cotangent.DensityKind;
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
import dev.cotangent.compiler.structure.FisherMetric;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.TypedProgram;
import dev.cotangent.compiler.typed.TypedStmt;
import dev.cotangent.compiler.typed.Variable;
import dev.cotangent.runtime.model.BoundModel;
import dev.cotangent.runtime.model.Layout;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Lowers a checked program to its procedures. */
public final class Lowering {

    private final TypedProgram program;
    private final Names names;
    private final Shared shared;
    private final Span start;
    private final Map<TypedExpr, Expr> evaluatedSizes = new IdentityHashMap<>();
    private final Map<TypedExpr, Expr> keptSizes = new IdentityHashMap<>();
    private Packing packing;
    private final Local dimension;
    private final Shown shown;

    private Lowering(TypedProgram program, DensityKind density, Names names, LibraryFunctions library, Shown shown) {
        this.program = program;
        this.names = names;
        this.shown = shown;
        this.shared = new Shared(names, library, density, program.fishers());
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
     * @param density which log density
     * @param names makes the names of locals, buffers and procedures; later passes go on with it
     * @param shown what is output
     * @throws Unsupported if the program uses language that can't be lowered yet
     */
    public static Program lower(
            String name,
            TypedProgram program,
            DensityKind density,
            Names names,
            LibraryFunctions library,
            Shown shown) {
        return lower(name, program, density, names, library, shown, false).program();
    }

    private Program program(String name) {
        Procedure bind = bind();
        return new Program(name, program.source(), bind, dimension, logDensity(), draw(), unconstrain(), outputs());
    }

    /**
     * A lowered program and its Fisher metric.
     *
     * @param metric empty if it was not asked for
     */
    public record Lowered(Program program, Optional<FisherMetric> metric) {}

    /**
     * Lowers a program, and its Fisher metric if that is wanted.
     *
     * @param name the model's name
     * @param density of what the log density is the density, and which constants it has
     * @param names as for {@link #lower}
     * @throws Unsupported if the program uses language that can't be lowered yet
     */
    public static Lowered lower(
            String name,
            TypedProgram program,
            DensityKind density,
            Names names,
            LibraryFunctions library,
            Shown shown,
            boolean metric) {
        Lowering lowering = new Lowering(program, density, names, library, shown);
        Program lowered = lowering.program(name);
        return new Lowered(lowered, metric ? Optional.of(lowering.metric()) : Optional.empty());
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
                variable.leaves().forEach(leaf -> constraints.check(leaf, context.value(leaf, leaf.span())));
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
            program.data().stream().flatMap(Lowering::units).forEach(v -> readData(making, v));
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
        List<Value> values = Reading.places(variable, sizes, Storage.DATA, names);
        new Reading(making.emitter, making.calls.elements()).read(variable, sizes, values);
        List<Variable> leaves = variable.leaves().toList();
        for (int k = 0; k < leaves.size(); k++) {
            Variable leaf = leaves.get(k);
            if (leaf.type().isContainer()) {
                shared.setSizes(leaf, sizes);
            }
            shared.globals().put(leaf, values.get(k));
            making.constraints.check(leaf, values.get(k));
        }
    }

    /** Sizes of a variable as constants, data, or data locals that nothing assigns again. */
    private List<Expr> keptSizes(Making making, Variable variable) {
        making.emitter.at(variable.span());
        List<Expr> sizes = new ArrayList<>();
        List<Expr> evaluated = making.calls.declaredSizes(variable, evaluatedSizes);
        for (int d = 0; d < evaluated.size(); d++) {
            Expr size = evaluated.get(d);
            TypedExpr source = variable.sizes().get(d);
            sizes.add(keptSizes.computeIfAbsent(source, s -> kept(making, variable.name() + "_size", size, s)));
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
    private void size(Making making, Variable variable) {
        variable.leaves().forEach(leaf -> {
            List<Expr> sizes = keptSizes(making, leaf);
            shared.setSizes(leaf, sizes);
            if (leaf.type().isContainer()) {
                making.context.bind(leaf, new Value.Lazy(leaf.type(), sizes, false, Set.of(), (emitter, i) -> {
                    throw new CompilerBug("an element of " + leaf.name() + " is read where there are data only");
                }));
            } else if (leaf != variable) {
                making.context.bind(leaf, new Value.Scalar(Expr.real(Double.NaN), false));
            }
        });
    }

    /** The declared sizes of a variable, once the bind procedure has them. */
    private List<Expr> sizesOf(Variable variable) {
        Variable leaf = variable.leaves().findFirst().orElseThrow();
        return shared.declaredSizes(leaf)
                .orElse(List.of())
                .subList(0, variable.type().rank());
    }

    /** Gives every parameter its place in the position. */
    private void placeParameters(Making making) {
        Expr next = Arithmetic.ZERO;
        packing = new Packing(
                this::sizesOf,
                (leaf, outer) -> {
                    List<Expr> sizes = sizesOf(leaf);
                    return making.constraints.unconstrainedSize(leaf, sizes.subList(outer, sizes.size()));
                },
                (name, value) -> keep(making, name, value),
                Value::linear);
        for (Variable variable : program.parameters()) {
            size(making, variable);
            next = packing.add(variable, next);
        }
        making.emitter.assign(dimension, next);
    }

    /** The variables that are read and written as one: plain ones, and complex ones with both their parts. */
    private static Stream<Variable> units(Variable variable) {
        return variable.type().isTuple()
                ? variable.components().stream().flatMap(Lowering::units)
                : Stream.of(variable);
    }

    // --- log density

    private Procedure logDensity() {
        Buffer position = new Buffer(names.fresh("q"), ScalarType.REAL, Storage.ARGUMENT);
        Local target = new Local(names.fresh("target"), ScalarType.REAL, Storage.WORK);
        Making making = new Making(Context.Mode.DENSITY, Optional.of(target));
        List<Stmt> body = making.emitter.block(() -> {
            making.emitter.assign(target, Expr.real(0));
            constrainParameters(making, position, shared.countsJacobian() ? Optional.of(target) : Optional.empty());
            making.statements(program.transformedParameters());
            making.check(program.transformedParameters(), Variable.Scope.TRANSFORMED_PARAMETER);
            making.statements(program.model());
            making.emitter.assign(target, making.context.accumulated(start));
        });
        return new Procedure(names.fresh("logDensity"), List.of(), List.of(position), List.of(target), body);
    }

    private void constrainParameters(Making making, Buffer position, Optional<Local> target) {
        program.parameters().stream().flatMap(Variable::leaves).forEach(leaf -> {
            Value value = making.constraints.constrain(leaf, sizesOf(leaf), position, packing.place(leaf), target);
            making.context.bind(leaf, value);
        });
    }

    /** The log density's twin: increments add what they contribute to the Fisher metric, Jacobians nothing. */
    private FisherMetric metric() {
        Buffer position = new Buffer(names.fresh("q"), ScalarType.REAL, Storage.ARGUMENT);
        Buffer weights = new Buffer(names.fresh("weights"), ScalarType.REAL, Storage.ARGUMENT);
        Local form = new Local(names.fresh("form"), ScalarType.REAL, Storage.WORK);
        Making making = new Making(Context.Mode.METRIC, Optional.of(form));
        MetricNotes notes = new MetricNotes(weights);
        making.context.setMetric(notes);
        List<Stmt> body = making.emitter.block(() -> {
            making.emitter.assign(form, Expr.real(0));
            constrainParameters(making, position, Optional.empty());
            making.statements(program.transformedParameters());
            making.statements(program.model());
            making.emitter.assign(form, making.context.accumulated(start));
        });
        Procedure procedure = new Procedure(
                names.fresh("metric"), List.of(), List.of(position, weights), List.of(form), Unchecked.of(body));
        return new FisherMetric(procedure, notes.terms());
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
            Packing columns = new Packing(
                    this::sizesOf,
                    (leaf, outer) -> {
                        List<Expr> sizes = sizesOf(leaf);
                        return Arithmetic.product(sizes.subList(outer, sizes.size()));
                    },
                    (name, value) -> making.emitter.once("column", value),
                    (type, sizes, i) -> Packing.firstFastest(sizes, i));
            for (Variable variable : outputVariables()) {
                next = columns.add(variable, next);
                variable.leaves().forEach(leaf -> write(making, leaf, row, columns.place(leaf)));
            }
        });
        return new Procedure(names.fresh("draw"), List.of(), List.of(position, row), List.of(), body);
    }

    private List<Variable> outputVariables() {
        List<Variable> variables = new ArrayList<>(program.parameters());
        variables.addAll(outputs(program.transformedParameters(), Variable.Scope.TRANSFORMED_PARAMETER));
        variables.addAll(outputs(program.generatedQuantities(), Variable.Scope.GENERATED_QUANTITY));
        return variables.stream().filter(shown::isShown).toList();
    }

    /** Writes a plain variable's elements with the first index fastest. */
    private void write(Making making, Variable variable, Buffer row, Packing.Place place) {
        Value value = making.context.value(variable, variable.span());
        Emitter emitter = making.emitter;
        if (value instanceof Value.Scalar s) {
            Expr column = place.start().at(List.of());
            emitter.emit(new Stmt.Store(row, column, asReal(s.expr()), emitter.span()));
            return;
        }
        Value.Container c = (Value.Container) value;
        int outer = place.outer();
        int rank = c.sizes().size();
        making.calls.elements().forEachFirstFastest(c.sizes(), i -> {
            Expr within = Packing.firstFastest(c.sizes().subList(outer, rank), i.subList(outer, rank));
            Expr column = Arithmetic.add(place.start().at(i.subList(0, outer)), within);
            emitter.emit(new Stmt.Store(row, column, asReal(c.at(emitter, i)), emitter.span()));
        });
    }

    private static Expr asReal(Expr e) {
        return e.type() == ScalarType.INT ? Expr.of(Operator.TO_REAL, e) : e;
    }

    private List<Program.Output> outputs() {
        List<Program.Output> outputs = new ArrayList<>();
        for (Variable v : outputVariables()) {
            addOutputs(v, new BoundModel.Output(v.name(), shown.block(v), Layout.Element.REAL, List.of()), 0, outputs);
        }
        return outputs;
    }

    /** One output a plain or complex component; {@code outer} counts the dimensions of the arrays of tuples around. */
    private void addOutputs(Variable v, BoundModel.Output around, int outer, List<Program.Output> outputs) {
        if (v.type().isTuple()) {
            int dimensions = v.type().arrayDimensions();
            for (int k = 0; k < v.components().size(); k++) {
                List<BoundModel.Step> path = new ArrayList<>(around.path());
                path.add(new BoundModel.Step(dimensions - outer, k + 1));
                BoundModel.Output component =
                        new BoundModel.Output(around.name(), around.block(), around.element(), path);
                addOutputs(v.components().get(k), component, dimensions, outputs);
            }
            return;
        }
        Layout.Element element = v.type().isComplex()
                ? Layout.Element.COMPLEX
                : v.type().scalar() == Type.INT ? Layout.Element.INTEGER : Layout.Element.REAL;
        outputs.add(new Program.Output(
                new BoundModel.Output(around.name(), around.block(), element, around.path()), sizesOf(v)));
    }

    // --- initial values

    private Procedure unconstrain() {
        Buffer position = new Buffer(names.fresh("q"), ScalarType.REAL, Storage.ARGUMENT);
        Making making = new Making(Context.Mode.UNCONSTRAIN, Optional.empty());
        List<Stmt> body = making.emitter.block(() -> {
            program.parameters().stream().flatMap(Lowering::units).forEach(unit -> unconstrain(making, unit, position));
        });
        return new Procedure(names.fresh("unconstrain"), List.of(), List.of(position), List.of(), body);
    }

    /** Reads a parameter's value and writes its coordinates, or, if there is no value, computes it from them. */
    private void unconstrain(Making making, Variable variable, Buffer position) {
        Emitter emitter = making.emitter;
        emitter.at(variable.span());
        List<Expr> sizes = sizesOf(variable);
        List<Variable> leaves = variable.leaves().toList();
        List<Value> values = Reading.places(variable, sizes, Storage.WORK, names);
        List<Stmt> given = emitter.block(() -> {
            new Reading(emitter, making.calls.elements()).read(variable, sizes, values);
            for (int k = 0; k < leaves.size(); k++) {
                making.constraints.check(leaves.get(k), values.get(k));
                making.constraints.unconstrain(leaves.get(k), values.get(k), position, packing.place(leaves.get(k)));
            }
        });
        List<Stmt> computed = emitter.block(() -> {
            for (int k = 0; k < leaves.size(); k++) {
                Packing.Place place = packing.place(leaves.get(k));
                Value from = making.constraints.constrain(leaves.get(k), sizes, position, place, Optional.empty());
                if (from instanceof Value.Scalar s) {
                    emitter.assign(((Expr.Read) ((Value.Scalar) values.get(k)).expr()).local(), s.expr());
                } else {
                    making.calls.elements().copy(((Value.Stored) values.get(k)).buffer(), (Value.Container) from);
                }
            }
        });
        emitter.emit(new Stmt.If(new Expr.Provided(variable.name()), given, computed, variable.span()));
        for (int k = 0; k < leaves.size(); k++) {
            making.context.bind(leaves.get(k), values.get(k));
        }
    }
}
