package dev.cotangent.compiler.pass;

import dev.cotangent.compiler.ir.Expr;
import dev.cotangent.compiler.ir.Local;
import dev.cotangent.compiler.ir.Names;
import dev.cotangent.compiler.ir.Operator;
import dev.cotangent.compiler.ir.Primitive;
import dev.cotangent.compiler.ir.ScalarType;
import dev.cotangent.compiler.ir.Stmt;
import dev.cotangent.compiler.ir.Storage;
import dev.cotangent.compiler.source.Span;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Takes logarithms out of the terms of sums in a loop's body, and multiplies what they are taken of. */
final class Products extends Rewriter {

    /** A product outside of these takes in its last factor no more: both are far from overflow and from lost digits. */
    private static final Expr SMALLEST = Expr.real(1e-150);

    private static final Expr LARGEST = Expr.real(1e150);
    private static final Expr ONE = Expr.real(1);
    private static final Expr ZERO = Expr.real(0);

    private final Map<Local, LogTerms.Role> roles;
    private final Effects procedure;
    private final Names names;
    private final Map<LogTerms.Role, Local> products = new LinkedHashMap<>();
    private final Set<Local> vanished = new HashSet<>();
    private Primitive log;
    private Span span;

    /**
     * Creates the rewriter.
     *
     * @param roles of the locals with terms to take out
     * @param procedure what the whole procedure touches
     */
    Products(Map<Local, LogTerms.Role> roles, Effects procedure, Names names) {
        this.roles = roles;
        this.procedure = procedure;
        this.names = names;
    }

    /** What goes before the loop. */
    List<Stmt> starts(Span span) {
        List<Stmt> statements = new ArrayList<>();
        products.values().forEach(product -> statements.add(new Stmt.Assign(product, ONE, span)));
        return statements;
    }

    /** What goes behind the loop. */
    List<Stmt> ends(Span span) {
        List<Stmt> statements = new ArrayList<>();
        products.forEach((role, product) -> statements.add(add(role, logOf(Expr.read(product)), span)));
        return statements;
    }

    @Override
    Expr expr(Expr expression) {
        return expression;
    }

    @Override
    public void assign(Stmt.Assign s) {
        LogTerms.Role role = roles.get(s.target());
        if (role == null) {
            emit(s);
            return;
        }
        span = s.span();
        if (role.sum() == s.target()) {
            sum(s, role);
            return;
        }
        Optional<Expr> rest = rest(s.value(), role);
        if (rest.isEmpty() && procedure.assignments(s.target()) == 1) {
            vanished.add(s.target());
            return;
        }
        emit(new Stmt.Assign(s.target(), rest.orElse(ZERO), s.span()));
    }

    private void sum(Stmt.Assign s, LogTerms.Role role) {
        Expr.Operation sum = (Expr.Operation) s.value();
        boolean isSubtracted = sum.operator() == Operator.SUBTRACT;
        rest(sum.operands().get(1), isSubtracted ? role.negated() : role)
                .ifPresent(rest -> emit(new Stmt.Assign(
                        s.target(), Expr.of(sum.operator(), sum.operands().get(0), rest), s.span())));
    }

    /** What remains of a term without its logarithms, for which code is emitted; empty if nothing. */
    private Optional<Expr> rest(Expr e, LogTerms.Role role) {
        if (LogTerms.isLog(e)) {
            multiply((Expr.Call) e, role);
            return Optional.empty();
        } else if (LogTerms.isDetached(e)) {
            return rest(((Expr.Call) e).arguments().get(0), role);
        } else if (e instanceof Expr.Operation o) {
            return ofOperation(o, role);
        } else if (e instanceof Expr.Read read && vanished.contains(read.local())) {
            return Optional.empty();
        }
        return Optional.of(e);
    }

    private Optional<Expr> ofOperation(Expr.Operation o, LogTerms.Role role) {
        Expr first = o.operands().get(0);
        return switch (o.operator()) {
            case ADD -> {
                Optional<Expr> a = rest(first, role);
                Optional<Expr> b = rest(o.operands().get(1), role);
                yield a.isPresent() && b.isPresent()
                        ? Optional.of(Expr.of(Operator.ADD, a.get(), b.get()))
                        : a.or(() -> b);
            }
            case SUBTRACT -> {
                Optional<Expr> a = rest(first, role);
                Optional<Expr> b = rest(o.operands().get(1), role.negated());
                yield b.isEmpty()
                        ? a
                        : Optional.of(
                                a.isPresent()
                                        ? Expr.of(Operator.SUBTRACT, a.get(), b.get())
                                        : Expr.of(Operator.NEGATE, b.get()));
            }
            case NEGATE -> rest(first, role.negated()).map(a -> Expr.of(Operator.NEGATE, a));
            default -> Optional.of(o);
        };
    }

    private void multiply(Expr.Call term, LogTerms.Role role) {
        Local product = products.computeIfAbsent(role, r -> real("product"));
        Expr argument = once(term.arguments().get(0), "factor");
        if (term.primitive().name().equals("log")) {
            log = term.primitive();
        } else if (log == null) {
            log = logarithmBeside(term.primitive());
        }
        Expr factor = term.primitive().name().equals("log") ? argument : Expr.of(Operator.ADD, ONE, argument);
        Expr next = once(Expr.of(Operator.MULTIPLY, Expr.read(product), factor), "next");
        Expr isOrdinary = Expr.of(
                Operator.AND,
                Expr.of(Operator.GREATER_OR_EQUAL, next, SMALLEST),
                Expr.of(Operator.LESS_OR_EQUAL, next, LARGEST));
        List<Stmt> otherwise = List.of(
                add(role, logOf(Expr.read(product)), span),
                add(role, new Expr.Call(term.primitive(), List.of(argument)), span),
                new Stmt.Assign(product, ONE, span));
        emit(new Stmt.If(isOrdinary, List.of(new Stmt.Assign(product, next, span)), otherwise, span));
    }

    private Expr once(Expr value, String hint) {
        if (value instanceof Expr.Read) {
            return value;
        }
        Local local = real(hint);
        emit(new Stmt.Assign(local, value, span));
        return Expr.read(local);
    }

    private Local real(String hint) {
        return new Local(names.fresh(hint), ScalarType.REAL, Storage.WORK);
    }

    private static Stmt add(LogTerms.Role role, Expr term, Span span) {
        Operator operator = role.negative() ? Operator.SUBTRACT : Operator.ADD;
        return new Stmt.Assign(role.sum(), Expr.of(operator, Expr.read(role.sum()), term), span);
    }

    private Expr logOf(Expr argument) {
        return new Expr.Call(log, List.of(argument));
    }

    private static Primitive logarithmBeside(Primitive log1p) {
        return new Primitive(
                log1p.owner(), "log", log1p.parameters(), log1p.resultKind(), false, new Undifferentiated());
    }
}
