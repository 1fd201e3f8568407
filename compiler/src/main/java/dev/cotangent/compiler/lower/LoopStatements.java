package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedStmt;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Lowers loops; one that may be left early becomes a loop on flags. */
final class LoopStatements {

    private final Context context;
    private final Elements elements;
    private final Expressions expressions;
    private final Calls calls;
    private final Statements statements;

    LoopStatements(Context context, Elements elements, Expressions expressions, Calls calls, Statements statements) {
        this.context = context;
        this.elements = elements;
        this.expressions = expressions;
        this.calls = calls;
        this.statements = statements;
    }

    private Emitter emitter() {
        return context.emitter();
    }

    void forRange(TypedStmt.For s) {
        Expr from = calls.settled("from", expressions.scalar(s.from()));
        Expr to = calls.settled("to", expressions.scalar(s.to()));
        Local index = emitter().local(s.index().name(), ScalarType.INT);
        context.ranges().put(index, new Context.Range(from, to));
        calls.bind(s.index(), new Value.Scalar(Expr.read(index), false));
        if (Exits.returns(s.body()) || Exits.breaks(s.body())) {
            countedWhile(index, from, to, () -> {}, s.body());
            return;
        }
        List<Stmt> body = body(s.body(), Optional.empty());
        emitter()
                .emit(new Stmt.For(
                        index, from, to, Stmt.Direction.UP, body, emitter().span()));
    }

    /** A loop over a range that may be left early; {@code first} starts every round. */
    private void countedWhile(Local index, Expr from, Expr to, Runnable first, TypedStmt loopBody) {
        Local next = emitter().local("next", ScalarType.INT);
        Optional<Local> broken = flag("broken", Exits.breaks(loopBody));
        emitter().assign(next, from);
        broken.ifPresent(b -> emitter().assign(b, Arithmetic.ZERO));
        List<Stmt> body = emitter().block(() -> {
            emitter().assign(index, Expr.read(next));
            first.run();
            body(loopBody, broken).forEach(emitter()::emit);
            emitter().assign(next, Expr.of(Operator.ADD, Expr.read(next), Arithmetic.ONE));
        });
        Expr inside = Expr.of(Operator.LESS_OR_EQUAL, Expr.read(next), to);
        Expr goesOn = Expr.of(Operator.AND, inside, Statements.noneSet(stopping(loopBody, broken)));
        emitter().emit(new Stmt.While(List.of(), goesOn, body, emitter().span()));
    }

    private List<Local> stopping(TypedStmt loopBody, Optional<Local> broken) {
        List<Local> flags = new ArrayList<>();
        broken.ifPresent(flags::add);
        if (Exits.returns(loopBody)) {
            context.frame().returns().returned().ifPresent(flags::add);
        }
        return flags;
    }

    private Optional<Local> flag(String hint, boolean needed) {
        return needed ? Optional.of(emitter().local(hint, ScalarType.INT)) : Optional.empty();
    }

    private List<Stmt> body(TypedStmt loopBody, Optional<Local> broken) {
        Optional<Local> continued = flag("continued", Exits.continues(loopBody));
        context.loops().push(new Context.Loop(broken, continued));
        List<Stmt> lowered = emitter().block(() -> {
            continued.ifPresent(c -> emitter().assign(c, Arithmetic.ZERO));
            statements.sequence(List.of(loopBody));
        });
        context.loops().pop();
        return lowered;
    }

    void forEach(TypedStmt.ForEach s) {
        Type whole = s.container().type();
        Value container = elements.stored("elements", expressions.lower(s.container()), whole);
        Type type = s.element().type();
        List<Expr> sizes = Value.sizes(container, whole);
        int outer = sizes.size() - type.rank();
        if (Exits.returns(s.body()) || Exits.breaks(s.body())) {
            forEachUntilLeft(s, container, sizes.subList(0, outer));
            return;
        }
        elements.forEach(
                type.rank() == 0 ? whole.realPart() : Type.array(Type.REAL, outer), sizes.subList(0, outer), i -> {
                    calls.bind(s.element(), element(container, whole, i, type));
                    body(s.body(), Optional.empty()).forEach(emitter()::emit);
                });
    }

    private void forEachUntilLeft(TypedStmt.ForEach s, Value container, List<Expr> sizes) {
        if (sizes.size() != 1) {
            throw new Unsupported(s.span(), "leaving a loop over the elements of a matrix");
        }
        Local index = emitter().local("i", ScalarType.INT);
        Expr last = Arithmetic.decrement(sizes.get(0));
        context.ranges().put(index, new Context.Range(Arithmetic.ZERO, last));
        Runnable first = () -> calls.bind(
                s.element(),
                element(
                        container,
                        s.container().type(),
                        List.of(Expr.read(index)),
                        s.element().type()));
        countedWhile(index, Arithmetic.ZERO, last, first, s.body());
    }

    private Value element(Value container, Type whole, List<Expr> indices, Type type) {
        List<Selection.Axis> axes = new ArrayList<>();
        indices.forEach(i -> axes.add(new Selection.Axis.Single(i)));
        Value value = new Selection(type, axes).of(emitter(), container, whole);
        return elements.stored("element", value, type);
    }

    void whileLoop(TypedStmt.While s) {
        Optional<Local> broken = flag("broken", Exits.breaks(s.body()));
        broken.ifPresent(b -> emitter().assign(b, Arithmetic.ZERO));
        List<Local> stopping = stopping(s.body(), broken);
        if (stopping.isEmpty()) {
            simpleWhile(s);
            return;
        }
        Local goesOn = emitter().local("goes_on", ScalarType.INT);
        List<Stmt> test = emitter().block(() -> {
            emitter().assign(goesOn, Statements.noneSet(stopping));
            List<Stmt> evaluate = emitter().block(() -> emitter().assign(goesOn, expressions.condition(s.condition())));
            emitter()
                    .emit(new Stmt.If(
                            isSet(goesOn), evaluate, List.of(), emitter().span()));
        });
        List<Stmt> body = body(s.body(), broken);
        context.at(s.span());
        emitter().emit(new Stmt.While(test, isSet(goesOn), body, emitter().span()));
    }

    private void simpleWhile(TypedStmt.While s) {
        Expr[] condition = new Expr[1];
        List<Stmt> test = emitter().block(() -> condition[0] = expressions.condition(s.condition()));
        List<Stmt> body = body(s.body(), Optional.empty());
        context.at(s.span());
        emitter().emit(new Stmt.While(test, condition[0], body, emitter().span()));
    }

    private static Expr isSet(Local flag) {
        return Expr.of(Operator.NOT_EQUAL, Expr.read(flag), Arithmetic.ZERO);
    }
}
