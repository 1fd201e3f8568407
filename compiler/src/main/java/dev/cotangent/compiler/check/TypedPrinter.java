package dev.cotangent.compiler.check;

import dev.cotangent.compiler.typed.Constraint;
import dev.cotangent.compiler.typed.Function;
import dev.cotangent.compiler.typed.TypedExpr;
import dev.cotangent.compiler.typed.TypedProgram;
import dev.cotangent.compiler.typed.TypedStmt;
import dev.cotangent.compiler.typed.Variable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Prints checked programs, with conversions, resolved overloads and lifting made visible. */
public final class TypedPrinter {

    private final StringBuilder text = new StringBuilder();
    private int depth;

    private TypedPrinter() {}

    /** The program, one statement a line. */
    public static String print(TypedProgram program) {
        TypedPrinter printer = new TypedPrinter();
        program.functions().forEach(printer::function);
        printer.variables("data", program.data());
        printer.block("transformed data", program.transformedData());
        printer.variables("parameters", program.parameters());
        printer.block("transformed parameters", program.transformedParameters());
        printer.block("model", program.model());
        printer.block("generated quantities", program.generatedQuantities());
        return printer.text.toString();
    }

    private void function(Function function) {
        if (function.body() instanceof Function.Code code) {
            line(Signatures.of(function) + " {");
            indented(code.block().statements());
            line("}");
        } else {
            line("extern " + Signatures.of(function));
        }
    }

    private void variables(String name, List<Variable> variables) {
        if (!variables.isEmpty()) {
            line(name + " {");
            depth++;
            variables.forEach(v -> line(declaration(v)));
            depth--;
            line("}");
        }
    }

    private void block(String name, List<TypedStmt> statements) {
        if (!statements.isEmpty()) {
            line(name + " {");
            indented(statements);
            line("}");
        }
    }

    private void indented(List<TypedStmt> statements) {
        depth++;
        statements.forEach(this::statement);
        depth--;
    }

    private void line(String line) {
        text.append("  ".repeat(depth)).append(line).append('\n');
    }

    private void statement(TypedStmt s) {
        if (s instanceof TypedStmt.Block) {
            body("", s);
        } else if (s instanceof TypedStmt.If branch) {
            body("if (" + TypedExprPrinter.print(branch.condition()) + ") ", branch.whenTrue());
            branch.whenFalse().ifPresent(otherwise -> body("else ", otherwise));
        } else if (s instanceof TypedStmt.While loop) {
            body("while (" + TypedExprPrinter.print(loop.condition()) + ") ", loop.body());
        } else if (s instanceof TypedStmt.For loop) {
            String range = TypedExprPrinter.print(loop.from()) + ":" + TypedExprPrinter.print(loop.to());
            body("for (" + loop.index() + " in " + range + ") ", loop.body());
        } else if (s instanceof TypedStmt.ForEach loop) {
            body("for (" + loop.element() + " in " + TypedExprPrinter.print(loop.container()) + ") ", loop.body());
        } else {
            line(simple(s));
        }
    }

    /** On lines of its own, in braces if it is a block. */
    private void body(String head, TypedStmt body) {
        boolean block = body instanceof TypedStmt.Block;
        line(block ? head + "{" : head.stripTrailing());
        indented(block ? ((TypedStmt.Block) body).statements() : List.of(body));
        if (block) {
            line("}");
        }
    }

    private static String simple(TypedStmt s) {
        if (s instanceof TypedStmt.Declare d) {
            return declaration(d.variable()) + value(d.initializer());
        }
        if (s instanceof TypedStmt.Assign a) {
            String operator = a.operator().map(TypedExprPrinter::symbol).orElse("");
            return a.variable() + TypedExprPrinter.indices(a.indices()) + " " + operator + "= "
                    + TypedExprPrinter.print(a.value());
        }
        if (s instanceof TypedStmt.Unpack u) {
            return destinations(u.destinations()) + " = " + TypedExprPrinter.print(u.value());
        }
        if (s instanceof TypedStmt.IncrementTarget t) {
            return "target +" + (t.tilde() ? "~ " : "= ") + TypedExprPrinter.print(t.value());
        }
        if (s instanceof TypedStmt.IncrementJacobian j) {
            return "jacobian += " + TypedExprPrinter.print(j.value());
        }
        if (s instanceof TypedStmt.Return r) {
            return "return"
                    + r.value().map(v -> " " + TypedExprPrinter.print(v)).orElse("");
        }
        if (s instanceof TypedStmt.CallStatement c) {
            return TypedExprPrinter.print(c.call());
        }
        if (s instanceof TypedStmt.Require r) {
            return "require " + TypedExprPrinter.print(r.condition());
        }
        if (s instanceof TypedStmt.Support r) {
            return "support " + TypedExprPrinter.print(r.condition());
        }
        return message(s);
    }

    private static String destinations(List<TypedStmt.Destination> destinations) {
        return destinations.stream()
                .map(d -> d instanceof TypedStmt.Destination.Part p
                        ? p.variable() + TypedExprPrinter.indices(p.indices())
                        : destinations(((TypedStmt.Destination.Nested) d).destinations()))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String message(TypedStmt s) {
        if (s instanceof TypedStmt.Print p) {
            return "print" + parts(p.parts());
        }
        if (s instanceof TypedStmt.Reject r) {
            return (r.fatal() ? "fatal_error" : "reject") + parts(r.parts());
        }
        return s instanceof TypedStmt.Break ? "break" : "continue";
    }

    private static String parts(List<TypedStmt.Message> parts) {
        return parts.stream()
                .map(p -> p instanceof TypedStmt.Message.Text t
                        ? "\"" + t.text() + "\""
                        : TypedExprPrinter.print(((TypedStmt.Message.Value) p).value()))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String value(Optional<TypedExpr> value) {
        return value.map(v -> " = " + TypedExprPrinter.print(v)).orElse("");
    }

    private static String declaration(Variable variable) {
        String sizes = variable.sizes().isEmpty() ? "" : TypedExprPrinter.list("[", variable.sizes(), "]");
        return variable.type() + constraint(variable.constraint()) + " " + variable + sizes;
    }

    private static String constraint(Constraint constraint) {
        if (constraint instanceof Constraint.Bounds b) {
            return bounds(
                    b.lower().map(e -> "lower=" + TypedExprPrinter.print(e)),
                    b.upper().map(e -> "upper=" + TypedExprPrinter.print(e)));
        }
        if (constraint instanceof Constraint.OffsetMultiplier o) {
            return bounds(
                    o.offset().map(e -> "offset=" + TypedExprPrinter.print(e)),
                    o.multiplier().map(e -> "multiplier=" + TypedExprPrinter.print(e)));
        }
        return constraint instanceof Constraint.Named named ? "<" + named.name() + ">" : "";
    }

    private static String bounds(Optional<String> first, Optional<String> second) {
        return Stream.concat(first.stream(), second.stream()).collect(Collectors.joining(", ", "<", ">"));
    }
}
