package dev.cotangent.compiler.ir;

import dev.cotangent.runtime.model.BoundModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Shows procedures as text, for people and for golden tests. */
public final class IrPrinter {

    private IrPrinter() {}

    /** A model: its outputs, its procedures, and the procedures that they invoke. */
    public static String print(Program program) {
        List<Procedure> roots = List.of(program.bind(), program.logDensity(), program.draw(), program.unconstrain());
        String outputs = program.outputs().stream().map(IrPrinter::output).collect(Collectors.joining());
        String procedures =
                new CallGraph(roots).procedures().stream().map(IrPrinter::print).collect(Collectors.joining("\n"));
        return "program " + program.name() + " of dimension " + program.dimension() + "\n" + outputs + "\n"
                + procedures;
    }

    private static String output(Program.Output output) {
        String sizes =
                output.sizes().stream().map(ExprText.INSTANCE::visit).collect(Collectors.joining(", ", "[", "]"));
        BoundModel.Output declared = output.declared();
        String block = declared.block().name().toLowerCase(Locale.ROOT).replace('_', ' ');
        String element = switch (declared.element()) {
            case INTEGER -> "int ";
            case REAL -> "real ";
            case COMPLEX -> "complex ";
        };
        String path = declared.path().stream().map(s -> "." + s.component()).collect(Collectors.joining());
        return "  output " + element + declared.name() + path + sizes + " of " + block + "\n";
    }

    /** A procedure with its parameters and results. */
    public static String print(Procedure procedure) {
        List<String> parameters = new ArrayList<>();
        procedure.scalars().forEach(local -> parameters.add(declaration(local)));
        procedure.buffers().forEach(buffer -> parameters.add(name(buffer.element()) + "[] " + buffer));
        String results =
                procedure.results().stream().map(IrPrinter::declaration).collect(Collectors.joining(", ", "(", ")"));
        StmtText body = new StmtText(0);
        body.block(procedure.body());
        return "procedure " + procedure + "(" + String.join(", ", parameters) + ") -> " + results + "\n" + body;
    }

    private static String declaration(Local local) {
        return name(local.type()) + " " + local;
    }

    private static String name(ScalarType type) {
        return type.name().toLowerCase(Locale.ROOT);
    }

    /** A statement with what is inside it. */
    public static String print(Stmt statement) {
        StmtText text = new StmtText(0);
        text.visit(statement);
        return text.toString();
    }

    public static String print(Expr expression) {
        return ExprText.INSTANCE.visit(expression);
    }
}
