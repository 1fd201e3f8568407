package dev.cotangent.compiler.lower;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import dev.cotangent.compiler.ir.Emitter;
import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.source.Span;
import dev.cotangent.compiler.typed.Function;
import dev.cotangent.compiler.typed.Variable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where lowering stands: the procedure being made, and within it the function being inlined. */
final class Context {

    /** What the procedure being made is for. */
    enum Mode {
        BIND,
        DENSITY,
        DRAW,
        UNCONSTRAIN,
        /** A rule of a primitive, or a recursive function. */
        FRAGMENT,
        /** A recursive function that the log density calls: Jacobians count. */
        DENSITY_FRAGMENT,
        /** The Fisher metric: increments of the log density add what they contribute to it. */
        METRIC;

        /** What a recursive function is for that is called here. */
        Mode ofFragment() {
            return countsJacobian() ? DENSITY_FRAGMENT : FRAGMENT;
        }

        /** True where statements compute what is differentiated. */
        boolean isDensity() {
            return this == DENSITY || this == METRIC;
        }

        boolean countsJacobian() {
            return this == DENSITY || this == DENSITY_FRAGMENT;
        }
    }

    /** A function being inlined, or the outermost level of a procedure. */
    static final class Frame {
        private final Frame outer;
        private final Optional<Function> function;
        /** True if a density here drops the terms that do not depend on parameters. */
        private final boolean dropping;
        /** True if the result is a term of the log density itself: without mass there is none at all. */
        private final boolean direct;
        /** True if an argument is of autodiff type, so that, in a function of the user, every local is. */
        private final boolean parameter;

        private final Map<Variable, Value> values = new IdentityHashMap<>();
        private ReturnSlot returns;

        private Frame(Frame outer, Optional<Function> function, boolean dropping, boolean direct, boolean parameter) {
            this.outer = outer;
            this.function = function;
            this.dropping = dropping;
            this.direct = direct;
            this.parameter = parameter;
        }

        Optional<Function> function() {
            return function;
        }

        boolean dropping() {
            return dropping;
        }

        boolean direct() {
            return direct;
        }

        boolean parameter() {
            return parameter;
        }

        ReturnSlot returns() {
            return returns;
        }

        void setReturns(ReturnSlot returns) {
            this.returns = returns;
        }

        boolean isInLibrary() {
            return function.map(Function::isLibrary).orElse(false);
        }
    }

    /** Known range of an index: both ends inclusive. */
    record Range(Expr from, Expr to) {}

    private final Emitter emitter;
    private final Mode mode;
    private final Optional<Local> target;
    private final Map<Variable, Value> globals;
    private final Optional<Differentials> differentials;
    private final Map<Local, Range> ranges = new HashMap<>();
    private final Deque<Loop> loops = new ArrayDeque<>();
    private Frame frame = new Frame(null, Optional.empty(), false, false, false);

    /** Sums of whole statements, which are added to the target at the end. */
    private final List<Local> sums = new ArrayList<>();

    private Optional<Expr> before = Optional.empty();
    private Optional<MetricNotes> metric = Optional.empty();

    /** Flags of the loop being lowered. */
    record Loop(Optional<Local> broken, Optional<Local> continued) {}

    Context(
            Emitter emitter,
            Mode mode,
            Optional<Local> target,
            Map<Variable, Value> globals,
            Optional<Differentials> differentials) {
        this.emitter = emitter;
        this.mode = mode;
        this.target = target;
        this.globals = globals;
        this.differentials = differentials;
    }

    /** In a rule of a primitive: what tangents and cotangents are. */
    Optional<Differentials> differentials() {
        return differentials;
    }

    Emitter emitter() {
        return emitter;
    }

    /** In a procedure that computes a Fisher metric: what is noted of it. */
    Optional<MetricNotes> metric() {
        return metric;
    }

    void setMetric(MetricNotes metric) {
        this.metric = Optional.of(metric);
    }

    Mode mode() {
        return mode;
    }

    /** The log density being accumulated. */
    Local target(Span span) {
        return target.orElseThrow(() -> new CompilerBug("target outside the log density at " + span));
    }

    /**
     * A fresh sum for a vectorised statement that always runs: sums of their own depend on nothing that goes before, so
     * that the processor can add them up side by side and neighbouring loops can become one.
     */
    Optional<Local> ownSum() {
        if (target.isEmpty() || emitter.depth() != 1) {
            return Optional.empty();
        }
        Local sum = emitter.local("sum", ScalarType.REAL);
        emitter.assign(sum, Expr.real(0));
        sums.add(sum);
        return Optional.of(sum);
    }

    /** The log density so far: the target and the sums that are still apart. */
    Expr accumulated(Span span) {
        Expr added = added(span);
        return before.map(b -> Expr.of(Operator.ADD, b, added)).orElse(added);
    }

    /** In a recursive function: the log density before it was called. */
    void startAt(Expr target) {
        before = Optional.of(target);
    }

    /** What has been added to the log density since {@link #startAt}. */
    Expr added(Span span) {
        Expr total = Expr.read(target(span));
        for (Local sum : sums) {
            total = Expr.of(Operator.ADD, total, Expr.read(sum));
        }
        return total;
    }

    Frame frame() {
        return frame;
    }

    Map<Local, Range> ranges() {
        return ranges;
    }

    Deque<Loop> loops() {
        return loops;
    }

    void enter(Function function, boolean dropping, boolean parameter) {
        enter(function, dropping, false, parameter);
    }

    /** Enters a function; {@code direct} says that its result is a term of the log density itself. */
    void enter(Function function, boolean dropping, boolean direct, boolean parameter) {
        frame = new Frame(frame, Optional.of(function), dropping, direct, parameter);
    }

    /** True if what is added to an accumulator is a term of the log density itself. */
    boolean isTarget(Local accumulator) {
        return mode == Mode.DENSITY
                && target.isPresent()
                && (target.get() == accumulator || sums.contains(accumulator));
    }

    void leave() {
        frame = frame.outer;
    }

    void bind(Variable variable, Value value) {
        frame.values.put(variable, value);
    }

    Value value(Variable variable, Span span) {
        Value value = frame.values.get(variable);
        if (value == null) {
            value = globals.get(variable);
        }
        if (value == null && !variable.components().isEmpty()) {
            return new Value.Compound(
                    variable.type(),
                    variable.components().stream().map(c -> value(c, span)).toList());
        }
        if (value == null) {
            throw new CompilerBug("variable " + variable.name() + " has no value at " + span);
        }
        return value;
    }

    /** Marks what follows as coming from a statement, unless it is of the library: then the call's place stands. */
    void at(Span span) {
        if (!frame.isInLibrary()) {
            emitter.at(span);
        }
    }
}
