package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.TypedExpr.BinaryOperator;
import dev.cotangent.compiler.typed.TypedStmt;
import dev.cotangent.compiler.typed.TypedStmt.Destination;
import dev.cotangent.compiler.typed.TypedStmt.Destination.Part;
import dev.cotangent.compiler.typed.Variable;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Lowers assignments: the right side, and the indices, are evaluated before anything is written. */
final class AssignmentStatements {

    private final Context context;
    private final Elements elements;
    private final Expressions expressions;
    private final Calls calls;

    AssignmentStatements(Context context, Elements elements, Expressions expressions, Calls calls) {
        this.context = context;
        this.elements = elements;
        this.expressions = expressions;
        this.calls = calls;
    }

    private Emitter emitter() {
        return context.emitter();
    }

    void assign(TypedStmt.Assign s) {
        if (s.variable().type().isStructured()) {
            Part part = new Part(
                    s.variable(), s.indices(), selectedType(s.variable().type(), s.indices()));
            assignStructured(part, expressions.lower(s.value()), s.span());
        } else {
            assign(s, expressions.lower(s.value()));
        }
    }

    /** {@code (a, b[i]) = value}. */
    void unpack(TypedStmt.Unpack s) {
        Value value = expressions.lower(s.value());
        unpack(s.destinations(), elements.settled("unpacked", value, s.value().type(), written(s)), s.span());
    }

    private void unpack(List<Destination> destinations, Value value, Span span) {
        List<Value> components = ((Value.Compound) value).components();
        for (int k = 0; k < components.size(); k++) {
            if (destinations.get(k) instanceof Destination.Nested nested) {
                unpack(nested.destinations(), components.get(k), span);
            } else if (destinations.get(k) instanceof Part part) {
                assignPart(part, components.get(k), span);
            }
        }
    }

    private Set<Buffer> written(TypedStmt.Unpack s) {
        return leaves(s.destinations())
                .flatMap(v -> Value.buffers(context.value(v, s.span())).stream())
                .collect(Collectors.toSet());
    }

    /** The plain variables that are assigned. */
    static Stream<Variable> leaves(List<Destination> destinations) {
        return destinations.stream()
                .flatMap(d -> d instanceof Part part
                        ? part.variable().leaves()
                        : leaves(((Destination.Nested) d).destinations()));
    }

    private void assignPart(Part part, Value value, Span span) {
        if (part.variable().type().isStructured()) {
            assignStructured(part, value, span);
        } else {
            TypedExpr none = new TypedExpr.Read(part.variable(), span);
            assign(new TypedStmt.Assign(part.variable(), part.indices(), Optional.empty(), none, span), value);
        }
    }

    /** The value is what it was before any part of it is written, and the indices are evaluated once. */
    private void assignStructured(Part part, Value value, Span span) {
        Value old = context.value(part.variable(), span);
        Value settled = elements.settled("value", value, part.type(), Value.buffers(old));
        Type whole = part.variable().type();
        List<Selection.Axis> axes = part.indices().isEmpty()
                ? List.of()
                : expressions
                        .selection(
                                old,
                                whole,
                                part.indices(),
                                part.type(),
                                part.variable().name())
                        .axes();
        assignComponents(part.variable(), axes, part.type(), settled, span);
    }

    private void assignComponents(Variable variable, List<Selection.Axis> axes, Type type, Value value, Span span) {
        if (value instanceof Value.Compound c) {
            List<Type> types = type.components();
            for (int k = 0; k < types.size(); k++) {
                assignComponents(
                        variable.components().get(k),
                        axes,
                        types.get(k),
                        c.components().get(k),
                        span);
            }
            return;
        }
        TypedExpr none = new TypedExpr.Read(variable, span);
        TypedStmt.Assign s = new TypedStmt.Assign(variable, List.of(), Optional.empty(), none, span);
        Value old = context.value(variable, span);
        noteQualifier(variable, old, value);
        if (old instanceof Value.Scalar scalar) {
            emitter().assign(((Expr.Read) scalar.expr()).local(), ((Value.Scalar) value).expr());
        } else {
            Value.Stored container = (Value.Stored) old;
            assign(s, container, new Selection(type, axes).extended(container.sizes()), value);
        }
    }

    private void assign(TypedStmt.Assign s, Value value) {
        Value old = context.value(s.variable(), s.span());
        noteQualifier(s.variable(), old, value);
        if (old instanceof Value.Scalar scalar) {
            Local local = ((Expr.Read) scalar.expr()).local();
            emitter().assign(local, combine(s, scalar.expr(), ((Value.Scalar) value).expr()));
            return;
        }
        Value.Stored container = (Value.Stored) old;
        Type type = selectedType(container.type(), s.indices());
        assign(
                s,
                container,
                expressions.selection(
                        container,
                        container.type(),
                        s.indices(),
                        type,
                        s.variable().name()),
                value);
    }

    private void assign(TypedStmt.Assign s, Value.Stored container, Selection selection, Value value) {
        if (selection.type().isScalar()) {
            Expr index = container.index(selection.locate(emitter(), List.of()));
            store(s, container, index, ((Value.Scalar) value).expr());
        } else {
            assignElements(s, container, selection, value);
        }
    }

    private void store(TypedStmt.Assign s, Value.Stored container, Expr index, Expr value) {
        Expr place = s.operator().isPresent() ? emitter().once("place", index) : index;
        Expr combined = combine(s, new Expr.Load(container.buffer(), place), value);
        emitter()
                .emit(new Stmt.Store(
                        container.buffer(), place, combined, emitter().span()));
    }

    private void assignElements(TypedStmt.Assign s, Value.Stored to, Selection selection, Value value) {
        if (s.operator().isPresent() && selection.mayRepeat()) {
            assignRepeated(s, to, selection, value);
            return;
        }
        if (value instanceof Value.Scalar scalar) {
            Expr once = emitter().once("value", scalar.expr());
            elements.forEach(
                    selection.type(),
                    selection.sizes(),
                    i -> store(s, to, to.index(selection.locate(emitter(), i)), once));
            return;
        }
        Value.Container from = (Value.Container) value;
        elements.requireSameSizes(
                from.sizes(), selection.sizes(), "assignment to " + s.variable().name());
        Value.Container source = from.buffers().contains(to.buffer()) ? elements.copy("value", from) : from;
        elements.forEach(selection.type(), selection.sizes(), i -> {
            Expr element = source.at(emitter(), i);
            store(s, to, to.index(selection.locate(emitter(), i)), element);
        });
    }

    /** All new elements are computed before one is written: an index may occur more than once. */
    private void assignRepeated(TypedStmt.Assign s, Value.Stored to, Selection selection, Value value) {
        Value.Container old = (Value.Container) selection.of(emitter(), to);
        Value operand = value instanceof Value.Scalar scalar
                ? new Value.Scalar(emitter().once("value", scalar.expr()), scalar.parameter())
                : value;
        if (operand instanceof Value.Container c) {
            elements.requireSameSizes(
                    c.sizes(),
                    selection.sizes(),
                    "assignment to " + s.variable().name());
        }
        Value.Element combined = (em, i) -> combine(
                s,
                old.at(em, i),
                operand instanceof Value.Scalar scalar ? scalar.expr() : ((Value.Container) operand).at(em, i));
        Value.Stored result = elements.copy(
                "value", new Value.Lazy(selection.type(), selection.sizes(), old.parameter(), old.buffers(), combined));
        elements.forEach(
                selection.type(),
                selection.sizes(),
                i -> emitter()
                        .emit(new Stmt.Store(
                                to.buffer(),
                                to.index(selection.locate(emitter(), i)),
                                result.at(emitter(), i),
                                emitter().span())));
    }

    private Expr combine(TypedStmt.Assign s, Expr old, Expr value) {
        if (s.operator().isEmpty()) {
            return value;
        }
        BinaryOperator operator = s.operator().get();
        boolean divides = operator == BinaryOperator.DIVIDE || operator == BinaryOperator.INT_DIVIDE;
        if (divides && value.type() == ScalarType.INT) {
            return Expr.of(Operator.DIVIDE, old, expressions.divisor(value));
        }
        return Expr.of(
                switch (operator) {
                    case ADD -> Operator.ADD;
                    case SUBTRACT -> Operator.SUBTRACT;
                    case MULTIPLY -> Operator.MULTIPLY;
                    case DIVIDE, INT_DIVIDE -> Operator.DIVIDE;
                    default -> throw new CompilerBug("compound assignment with " + operator + " at " + s.span());
                },
                old,
                value);
    }

    /** In the library a local is of autodiff type as soon as something of autodiff type is assigned to it. */
    private void noteQualifier(Variable variable, Value old, Value value) {
        if (!context.frame().isInLibrary()
                || old.parameter()
                || !value.parameter()
                || variable.type().scalar() == Type.INT) {
            return;
        }
        calls.bind(
                variable,
                old instanceof Value.Stored s
                        ? new Value.Stored(s.type(), s.buffer(), s.offset(), s.sizes(), true, false)
                        : new Value.Scalar(((Value.Scalar) old).expr(), true));
    }

    /** Type of what an index list selects. */
    private static Type selectedType(Type type, List<TypedExpr.Index> indices) {
        Type result = type;
        int arrays = type.arrayDimensions();
        int keptArrays = arrays;
        for (int d = 0; d < StrictMath.min(arrays, indices.size()); d++) {
            if (indices.get(d) instanceof TypedExpr.Index.Single) {
                keptArrays--;
            }
        }
        result = type.innermost().realPart();
        if (indices.size() > arrays) {
            boolean first = indices.get(arrays) instanceof TypedExpr.Index.Single;
            boolean second = indices.size() > arrays + 1 && indices.get(arrays + 1) instanceof TypedExpr.Index.Single;
            if (result == Type.MATRIX) {
                result = first ? second ? Type.REAL : Type.ROW_VECTOR : second ? Type.VECTOR : Type.MATRIX;
            } else if (first) {
                result = Type.REAL;
            }
        }
        result = type.isComplex() ? result.complexified() : result;
        return Type.array(result, keptArrays);
    }
}
