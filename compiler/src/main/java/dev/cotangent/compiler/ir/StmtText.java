package dev.cotangent.compiler.ir;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Statements as text: one a line, blocks indented by two. */
final class StmtText implements StmtVisitor<Void> {

    private static final ExprText EXPR = ExprText.INSTANCE;

    private final StringBuilder text = new StringBuilder();
    private int indentation;

    StmtText(int indentation) {
        this.indentation = indentation;
    }

    void block(List<Stmt> statements) {
        indentation++;
        statements.forEach(this::visit);
        indentation--;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private Void line(String line) {
        text.append("  ".repeat(indentation)).append(line).append('\n');
        return null;
    }

    @Override
    public Void assign(Stmt.Assign statement) {
        return line(statement.target() + " = " + EXPR.visit(statement.value()));
    }

    @Override
    public Void store(Stmt.Store statement) {
        return line(element(statement.buffer(), statement.index()) + " = " + EXPR.visit(statement.value()));
    }

    @Override
    public Void increment(Stmt.Increment statement) {
        return line(element(statement.buffer(), statement.index()) + " += " + EXPR.visit(statement.value()));
    }

    private static String element(Buffer buffer, Expr index) {
        return EXPR.load(new Expr.Load(buffer, index));
    }

    @Override
    public Void allocate(Stmt.Allocate statement) {
        String fill = statement.fill() == Stmt.Fill.NONE ? "" : " " + lower(statement.fill());
        return line("allocate " + element(statement.buffer(), statement.size()) + fill);
    }

    @Override
    public Void loop(Stmt.For statement) {
        String down = statement.direction() == Stmt.Direction.DOWN ? " down" : "";
        String range = EXPR.visit(statement.from()) + " .. " + EXPR.visit(statement.to());
        line("for " + statement.index() + " in " + range + down);
        block(statement.body());
        return null;
    }

    @Override
    public Void loop(Stmt.While statement) {
        line("loop");
        block(statement.test());
        line("while " + EXPR.visit(statement.condition()));
        block(statement.body());
        return null;
    }

    @Override
    public Void branch(Stmt.If statement) {
        line("if " + EXPR.visit(statement.condition()));
        block(statement.whenTrue());
        if (!statement.whenFalse().isEmpty()) {
            line("else");
            block(statement.whenFalse());
        }
        return null;
    }

    @Override
    public Void kernel(Stmt.Kernel statement) {
        String arguments =
                statement.arguments().stream().map(StmtText::argument).collect(Collectors.joining(", ", "(", ")"));
        return line(slice(statement.result()) + " = " + statement.primitive() + arguments);
    }

    private static String argument(Argument argument) {
        if (argument instanceof Slice slice) {
            return slice(slice);
        }
        return EXPR.visit(((Argument.Scalar) argument).value());
    }

    private static String slice(Slice slice) {
        String sizes = slice.sizes().stream().map(EXPR::visit).collect(Collectors.joining(" x "));
        return slice.buffer() + "[" + EXPR.visit(slice.offset()) + " : " + sizes + "]";
    }

    @Override
    public Void draw(Stmt.Draw statement) {
        return line(statement.target() + " ~ " + statement.primitive() + EXPR.list(statement.arguments()));
    }

    @Override
    public Void check(Stmt.Check statement) {
        String condition = EXPR.visit(statement.condition());
        return line("check " + condition + " else " + lower(statement.kind()) + message(statement.message()));
    }

    @Override
    public Void print(Stmt.Print statement) {
        return line("print" + message(statement.message()));
    }

    private static String message(List<Stmt.Part> parts) {
        StringBuilder text = new StringBuilder("(");
        boolean first = true;
        for (Stmt.Part part : parts) {
            text.append(first || part == Stmt.Part.Array.END ? "" : ", ").append(part(part));
            first = part == Stmt.Part.Array.BEGIN;
        }
        return text.append(')').toString();
    }

    private static String part(Stmt.Part part) {
        if (part instanceof Stmt.Part.Text literal) {
            return "\"" + literal.text().replace("\\", "\\\\").replace("\n", "\\n") + "\"";
        } else if (part instanceof Stmt.Part.Value value) {
            return EXPR.visit(value.value());
        }
        if (part instanceof Stmt.Part.Array bracket) {
            return bracket == Stmt.Part.Array.BEGIN ? "[" : "]";
        }
        Stmt.Part.Elements elements = (Stmt.Part.Elements) part;
        return slice(elements.slice()) + (elements.matrix() ? " by columns" : "");
    }

    @Override
    public Void readScalar(Stmt.ReadScalar statement) {
        return line("read " + statement.target() + " = data(" + statement.name() + ")");
    }

    @Override
    public Void readContainer(Stmt.ReadContainer statement) {
        String sizes = statement.sizes().stream().map(EXPR::visit).collect(Collectors.joining(", ", "[", "]"));
        String matrix = statement.matrix() ? " matrix" : "";
        return line("read " + statement.target() + sizes + matrix + " = data(" + statement.name() + ")");
    }

    @Override
    public Void push(Stmt.Push statement) {
        return line("push " + EXPR.visit(statement.value()));
    }

    @Override
    public Void pop(Stmt.Pop statement) {
        return line("pop " + statement.target());
    }

    @Override
    public Void invoke(Stmt.Invoke statement) {
        String results = statement.results().stream().map(Local::name).collect(Collectors.joining(", "));
        return line(
                (results.isEmpty() ? "" : results + " = ") + statement.procedure() + EXPR.list(statement.arguments()));
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
