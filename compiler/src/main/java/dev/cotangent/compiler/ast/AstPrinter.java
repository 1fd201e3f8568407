package dev.cotangent.compiler.ast;

import dev.cotangent.compiler.diagnostic.CompilerBug;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Prints syntax trees as source text in one layout. The text parses to the same tree, but for places. */
public final class AstPrinter {

    private final StringBuilder text = new StringBuilder();
    private int depth;

    private AstPrinter() {}

    /** A program. */
    public static String print(Program program) {
        AstPrinter printer = new AstPrinter();
        if (!program.functions().isEmpty()) {
            printer.open("functions {");
            program.functions().forEach(printer::definition);
            printer.close("}");
        }
        printer.block("data", program.data());
        printer.block("transformed data", program.transformedData());
        printer.block("parameters", program.parameters());
        printer.block("transformed parameters", program.transformedParameters());
        printer.block("model", program.model());
        printer.block("generated quantities", program.generatedQuantities());
        return printer.text.toString();
    }

    /** The content of a library file. */
    public static String print(List<Definition> definitions) {
        AstPrinter printer = new AstPrinter();
        definitions.forEach(printer::definition);
        return printer.text.toString();
    }

    private void line(String line) {
        text.append("  ".repeat(depth)).append(line).append('\n');
    }

    private void open(String line) {
        line(line);
        depth++;
    }

    private void close(String line) {
        depth--;
        line(line);
    }

    private void block(String name, List<Statement> statements) {
        if (!statements.isEmpty()) {
            open(name + " {");
            statements.forEach(this::statement);
            close("}");
        }
    }

    private void definition(Definition definition) {
        String parameters = parameters(definition.parameters());
        if (definition instanceof Definition.FunctionDefinition f) {
            String head = type(f.returnType()) + " " + f.name().text() + parameters;
            f.body().ifPresentOrElse(body -> braces(head + " ", body), () -> line(head + ";"));
        } else if (definition instanceof Definition.ExternDefinition e) {
            open("extern(" + e.owner() + ") " + type(e.returnType()) + " "
                    + e.name().text() + parameters + " {");
            e.requirements().forEach(r -> line("require " + ExpressionPrinter.print(r) + ";"));
            e.rules()
                    .forEach(r -> line(r.kind().text()
                            + r.argument().map(a -> " " + a.text()).orElse("") + " = "
                            + ExpressionPrinter.print(r.value()) + ";"));
            close("}");
        } else if (definition instanceof Definition.FisherDefinition f) {
            open("fisher " + f.name().text() + parameters + " {");
            f.entries()
                    .forEach(i -> line(i.row().text()
                            + i.column().map(c -> ", " + c.text()).orElse("") + " = "
                            + ExpressionPrinter.print(i.value()) + ";"));
            close("}");
        }
    }

    private static String function(Definition.FunctionForm form) {
        String list = parameters(form.parameters());
        return form.variadic() ? list.substring(0, list.length() - 1) + ", ...)" : list;
    }

    private static String parameters(List<Definition.Parameter> parameters) {
        return parameters.stream()
                .map(p -> (p.data() ? "data " : "") + type(p.type()) + " "
                        + p.name().text()
                        + p.function().map(AstPrinter::function).orElse(""))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String type(TypeSyntax type) {
        String array = type.arraySizes().isEmpty() ? "" : "array" + sizes(type.arraySizes()) + " ";
        if (type.isTuple()) {
            String components = type.components().stream().map(AstPrinter::type).collect(Collectors.joining(", "));
            return array + "tuple(" + components + (type.components().size() == 1 ? ",)" : ")");
        }
        String bounds = type.bounds().isEmpty()
                ? ""
                : type.bounds().stream()
                        .map(b -> b.name().text() + "=" + ExpressionPrinter.bound(b.value()))
                        .collect(Collectors.joining(", ", "<", ">"));
        return array + type.name().text() + bounds + (type.sizes().isEmpty() ? "" : sizes(type.sizes()));
    }

    private static String sizes(List<Optional<Expression>> sizes) {
        boolean unsized = sizes.stream().allMatch(Optional::isEmpty);
        return sizes.stream()
                .map(s -> s.map(ExpressionPrinter::print).orElse(""))
                .collect(Collectors.joining(unsized ? "," : ", ", "[", "]"));
    }

    private void statement(Statement s) {
        if (s instanceof Statement.Block block) {
            braces("", block);
        } else if (s instanceof Statement.Profile profile) {
            braces("profile(\"" + profile.name() + "\") ", profile.body());
        } else if (s instanceof Statement.If branch) {
            braces("if (" + ExpressionPrinter.print(branch.condition()) + ") ", branch.whenTrue());
            branch.whenFalse().ifPresent(otherwise -> braces("else ", otherwise));
        } else if (s instanceof Statement.While loop) {
            braces("while (" + ExpressionPrinter.print(loop.condition()) + ") ", loop.body());
        } else if (s instanceof Statement.For loop) {
            String range = ExpressionPrinter.print(loop.from()) + ":" + ExpressionPrinter.print(loop.to());
            braces("for (" + loop.index().text() + " in " + range + ") ", loop.body());
        } else if (s instanceof Statement.ForEach loop) {
            braces(
                    "for (" + loop.element().text() + " in " + ExpressionPrinter.print(loop.container()) + ") ",
                    loop.body());
        } else {
            line(simple(s) + ";");
        }
    }

    /** The body on lines of its own, in braces if it has them. */
    private void braces(String head, Statement body) {
        if (body instanceof Statement.Block block) {
            open(head + "{");
            block.statements().forEach(this::statement);
            close("}");
        } else {
            open(head.stripTrailing());
            statement(body);
            depth--;
        }
    }

    private static String simple(Statement s) {
        if (s instanceof Statement.Declaration d) {
            return type(d.type()) + " "
                    + d.declarators().stream().map(AstPrinter::declarator).collect(Collectors.joining(", "));
        }
        if (s instanceof Statement.Assignment a) {
            String operator = a.operator().map(BinaryOperator::symbol).orElse("");
            return ExpressionPrinter.print(a.target()) + " " + operator + "= " + ExpressionPrinter.print(a.value());
        }
        if (s instanceof Statement.TargetIncrement t) {
            return "target += " + ExpressionPrinter.print(t.value());
        }
        if (s instanceof Statement.JacobianIncrement j) {
            return "jacobian += " + ExpressionPrinter.print(j.value());
        }
        if (s instanceof Statement.Tilde t) {
            return ExpressionPrinter.print(t.outcome()) + " ~ "
                    + t.distribution().text() + "(" + ExpressionPrinter.list(t.arguments()) + ")"
                    + t.truncation().map(AstPrinter::truncation).orElse("");
        }
        if (s instanceof Statement.CallStatement c) {
            return ExpressionPrinter.print(c.call());
        }
        if (s instanceof Statement.Message m) {
            return message(m);
        }
        return keyword(s);
    }

    private static String truncation(Statement.Truncation truncation) {
        return " T[" + truncation.lower().map(ExpressionPrinter::print).orElse("") + ", "
                + truncation.upper().map(ExpressionPrinter::print).orElse("") + "]";
    }

    private static String keyword(Statement s) {
        if (s instanceof Statement.Return r) {
            return "return"
                    + r.value().map(v -> " " + ExpressionPrinter.print(v)).orElse("");
        }
        if (s instanceof Statement.Require r) {
            return "require " + ExpressionPrinter.print(r.condition());
        }
        if (s instanceof Statement.Support r) {
            return "support " + ExpressionPrinter.print(r.condition());
        }
        if (s instanceof Statement.Break) {
            return "break";
        }
        if (s instanceof Statement.Continue) {
            return "continue";
        }
        throw new CompilerBug("no printed form of " + s.getClass().getSimpleName());
    }

    private static String declarator(Statement.Declarator d) {
        return d.name().text()
                + d.initializer().map(e -> " = " + ExpressionPrinter.print(e)).orElse("");
    }

    private static String message(Statement.Message m) {
        return m.parts().stream()
                .map(p -> p instanceof Statement.Part.Text t
                        ? "\"" + t.text() + "\""
                        : ExpressionPrinter.print(((Statement.Part.Value) p).value()))
                .collect(Collectors.joining(", ", m.kind().keyword() + "(", ")"));
    }
}
