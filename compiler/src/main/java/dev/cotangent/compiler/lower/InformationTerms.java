package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.ir.Buffer;
import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.TangentMark;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.compiler.structure.MetricTerm;
import dev.cotangent.compiler.typed.Fisher;
import dev.cotangent.compiler.typed.Function;
import dev.cotangent.compiler.typed.Type;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.TypedStmt;
import dev.cotangent.compiler.typed.Variable;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Lowers increments of the log density to what they add to a Fisher metric: for a density {@code (J u)' F (J u)}, where J u
 * are the tangents of its arguments in a direction u, and F is its Fisher information.
 *
 * <p>What a density returns that has no information of its own is a term again: a sum of densities has the sum of theirs.
 */
final class InformationTerms {

    private final Context context;
    private final Expressions expressions;
    private final Calls calls;
    private final Lifting lifting;
    private final Shared shared;
    private final Totals totals = new Totals();
    private Optional<Local> sum = Optional.empty();

    InformationTerms(Context context, Expressions expressions, Calls calls, Lifting lifting, Shared shared) {
        this.context = context;
        this.expressions = expressions;
        this.calls = calls;
        this.lifting = lifting;
        this.shared = shared;
    }

    private Emitter emitter() {
        return context.emitter();
    }

    /** Lowers an increment of the log density. */
    void increment(TypedExpr value, Span span) {
        sum = Optional.of(context.ownSum().orElseGet(() -> context.target(span)));
        add(value);
    }

    /** Lowers a statement that changes a total of terms; false if it doesn't. */
    boolean isAddition(TypedStmt statement) {
        if (statement instanceof TypedStmt.Declare s && totals.contains(s.variable())) {
            s.initializer().ifPresent(this::add);
            return true;
        }
        if (statement instanceof TypedStmt.Assign s && totals.contains(s.variable())) {
            add(Totals.added(s).orElseThrow());
            return true;
        }
        return false;
    }

    /** Lowers a term of the increment that is being lowered. */
    void add(TypedExpr term) {
        if (term instanceof TypedExpr.Read e && totals.contains(e.variable())) {
            return;
        }
        if (term instanceof TypedExpr.Promote e) {
            add(e.operand());
        } else if (term instanceof TypedExpr.Keep e) {
            add(e.operand());
        } else if (term instanceof TypedExpr.Binary e
                && e.operator() == TypedExpr.BinaryOperator.ADD
                && e.type() == Type.REAL) {
            add(e.left());
            add(e.right());
        } else if (term instanceof TypedExpr.Binary e
                && e.operator() == TypedExpr.BinaryOperator.SUBTRACT
                && e.type() == Type.REAL
                && !readsTarget(e)
                && !depends(e.right())) {
            add(e.left());
        } else if (term instanceof TypedExpr.Conditional e) {
            choice(e);
        } else if (term instanceof TypedExpr.Call e && isOpen(e.function())) {
            call(e);
        } else if (readsTarget(term)) {
            gap(term, "it reads the log density itself");
        } else if (depends(term)) {
            gap(term, reason(term));
        }
    }

    private void choice(TypedExpr.Conditional e) {
        Expr condition = expressions.condition(e.condition());
        List<Stmt> whenTrue = emitter().block(() -> add(e.whenTrue()));
        List<Stmt> whenFalse = emitter().block(() -> add(e.whenFalse()));
        emitter().emit(new Stmt.If(condition, whenTrue, whenFalse, emitter().span()));
    }

    private boolean depends(TypedExpr term) {
        return Qualifiers.isKept(
                term, r -> context.value(r.variable(), r.span()).parameter());
    }

    private static boolean readsTarget(TypedExpr term) {
        return Qualifiers.mentions(
                term, e -> e instanceof TypedExpr.IntrinsicCall i && i.intrinsic() == TypedExpr.Intrinsic.TARGET);
    }

    /** True if a function can be looked into. */
    private boolean isOpen(Function function) {
        return function.body() instanceof Function.Code
                && !shared.isRecursive(function)
                && function.returnType() == Type.REAL
                && (function.isDensity() || !function.isLibrary());
    }

    // --- calls

    private void call(TypedExpr.Call call) {
        if (!depends(call)) {
            return;
        }
        if (call.lifted()) {
            lifting.each(call, values -> density(call, values));
        } else {
            List<Value> values =
                    call.arguments().stream().map(expressions::lower).toList();
            density(call, calls.bindable(call.function(), values));
        }
    }

    private void density(TypedExpr.Call call, List<Value> values) {
        Function function = call.function();
        List<Fisher> stated = function.isDensity() ? shared.fishers(function) : List.of();
        Optional<Fisher> fitting =
                stated.stream().filter(f -> misfit(f, values).isEmpty()).findFirst();
        if (fitting.isPresent()) {
            information(call, fitting.get(), values);
        } else if (!stated.isEmpty()) {
            gap(call, misfit(stated.get(0), values).orElseThrow());
        } else {
            totals.note(function);
            calls.inline(function, values, false, true, List.of());
        }
    }

    /** Why an information does not hold for arguments. */
    private static Optional<String> misfit(Fisher fisher, List<Value> values) {
        for (int k = 0; k < values.size(); k++) {
            Variable parameter = fisher.parameters().get(k);
            if (values.get(k).parameter()
                    && parameter.dataOnly()
                    && !parameter.type().isInteger()) {
                return Optional.of("the information of `" + fisher.distribution() + "` is known only where `"
                        + parameter.name() + "` does not depend on parameters");
            }
        }
        return Optional.empty();
    }

    private void information(TypedExpr.Call call, Fisher fisher, List<Value> values) {
        List<Variable> active = new ArrayList<>();
        context.enter(call.function(), false, true);
        for (int k = 0; k < values.size(); k++) {
            Variable parameter = fisher.parameters().get(k);
            context.bind(parameter, values.get(k));
            if (values.get(k).parameter() && !parameter.type().isInteger()) {
                active.add(parameter);
            }
        }
        List<Fisher.Entry> entries = fisher.entries().stream()
                .filter(e -> active.contains(e.row()) && active.contains(e.column()))
                .toList();
        List<TypedExpr> forms = fisher.forms().stream()
                .flatMap(f -> Linearity.without(f, e -> isConstant(e, active)).stream())
                .toList();
        List<Expr> factors = entries.stream()
                .map(e -> emitter().once("information", real(expressions.scalar(e.value()))))
                .toList();
        for (int d = 0; d < TangentMark.DIRECTIONS; d++) {
            direction(call.function(), fisher, values, active, entries, factors, forms, d);
        }
        context.leave();
        note(call, fisher, active, entries, forms);
    }

    private static boolean isConstant(TypedExpr e, List<Variable> active) {
        return e instanceof TypedExpr.Differential d
                && !active.contains(d.argument().orElseThrow());
    }

    private static Expr real(Expr e) {
        return e.type() == ScalarType.INT ? Expr.of(Operator.TO_REAL, e) : e;
    }

    /** Adds what one direction contributes. */
    private void direction(
            Function function,
            Fisher fisher,
            List<Value> values,
            List<Variable> active,
            List<Fisher.Entry> entries,
            List<Expr> factors,
            List<TypedExpr> forms,
            int direction) {
        Map<Variable, Value> tangents = new HashMap<>();
        for (Variable variable : active) {
            int k = fisher.parameters().indexOf(variable);
            tangents.put(variable, tangent(values.get(k), direction));
        }
        List<Expr> terms = new ArrayList<>();
        for (int k = 0; k < entries.size(); k++) {
            Fisher.Entry entry = entries.get(k);
            Expr product =
                    Expr.of(Operator.MULTIPLY, scalar(tangents.get(entry.row())), scalar(tangents.get(entry.column())));
            Expr term = Expr.of(Operator.MULTIPLY, factors.get(k), product);
            terms.add(entry.row() == entry.column() ? term : Expr.of(Operator.MULTIPLY, Expr.real(2), term));
        }
        Calls rule = shared.rule(emitter(), function, fisher.parameters(), values, tangents);
        forms.forEach(form -> terms.add(rule.expressions().scalar(form)));
        terms.stream().reduce((a, b) -> Expr.of(Operator.ADD, a, b)).ifPresent(total -> {
            Expr weight = new Expr.Load(weights(), Expr.integer(direction));
            Expr increment = Expr.of(Operator.MULTIPLY, weight, total);
            Local accumulator = sum.orElseThrow();
            emitter().assign(accumulator, Expr.of(Operator.ADD, Expr.read(accumulator), increment));
        });
    }

    private Buffer weights() {
        return context.metric().orElseThrow().weights();
    }

    private static Expr scalar(Value value) {
        return ((Value.Scalar) value).expr();
    }

    private Value tangent(Value value, int direction) {
        if (value instanceof Value.Scalar s) {
            return new Value.Scalar(mark(emitter(), s.expr(), direction), true);
        }
        Value.Container c = (Value.Container) value;
        return new Value.Lazy(c.type(), c.sizes(), true, c.buffers(), (em, i) -> mark(em, c.at(em, i), direction));
    }

    private static Expr mark(Emitter emitter, Expr value, int direction) {
        Local tangent = emitter.local("tangent", ScalarType.REAL);
        emitter.assign(tangent, TangentMark.of(value, direction));
        return Expr.read(tangent);
    }

    // --- the report

    private void note(
            TypedExpr.Call call,
            Fisher fisher,
            List<Variable> active,
            List<Fisher.Entry> entries,
            List<TypedExpr> forms) {
        List<String> lines = new ArrayList<>();
        entries.forEach(e ->
                lines.add("F[" + e.row().name() + ", " + e.column().name() + "] = " + Expressions.text(e.value())));
        forms.forEach(f -> lines.add("form = " + Expressions.text(f)));
        List<String> names = active.stream().map(Variable::name).toList();
        report(MetricTerm.known(emitter().span(), fisher.distribution(), names, lines));
    }

    private void report(MetricTerm term) {
        context.metric().orElseThrow().report(term);
    }

    private void gap(TypedExpr term, String reason) {
        Optional<Function> within = context.frame().function();
        Span span = emitter().span();
        String text = within.map(Function::isLibrary).orElse(false) ? span.text() : Expressions.text(term);
        report(MetricTerm.gap(
                span,
                text,
                within.filter(f -> isFormula(term)).map(this::unstated).orElse(reason)));
    }

    /** True of a term that no smaller cause explains. */
    private static boolean isFormula(TypedExpr term) {
        return reason(term).equals(FREE);
    }

    private String unstated(Function function) {
        return function.isLibrary()
                ? "the Fisher information of `" + name(function)
                        + "` has no closed form, or is not stated in the library"
                : "`" + function.name() + "` adds a term that is no density; "
                        + (function.isDensity()
                                ? "a `fisher " + name(function) + "` beside it would state its information"
                                : "its information is unknown");
    }

    private static String name(Function function) {
        return function.name().replaceAll("_lp[dm]f$", "");
    }

    private static final String FREE = "it is no density, so no expectation says what its information is";

    private static String reason(TypedExpr term) {
        if (calls(term, "log_sum_exp|log_mix|log_diff_exp|log1m_exp")) {
            return calls(term, ".*_l?c?cdf")
                    ? "a truncation or a censored outcome has no information in closed form"
                    : "a mixture has no information in closed form";
        }
        if (calls(term, ".*_l?c?cdf")) {
            return "a truncation or a censored outcome has no information in closed form";
        }
        return FREE;
    }

    private static boolean calls(TypedExpr term, String names) {
        return Qualifiers.mentions(
                term, e -> e instanceof TypedExpr.Call c && c.function().name().matches(names));
    }
}
