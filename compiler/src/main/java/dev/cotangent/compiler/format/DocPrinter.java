package dev.cotangent.compiler.format;

import java.util.ArrayDeque;
import java.util.Deque;

/** Chooses the line breaks of a {@link Doc}: greedily, from left to right, as few as the width permits. */
final class DocPrinter {

    /** A column beyond this share of the width is too far right for others to be aligned with it. */
    private static final double LAST_ALIGNMENT = 0.6;

    private static final int CONTINUATION = 4;

    private final int width;
    private final StringBuilder text = new StringBuilder();
    private final Deque<Task> tasks = new ArrayDeque<>();
    private int column;
    /** True before the first character of a line. */
    private boolean fresh = true;
    /** True if a comment has ended the line. */
    private boolean ended;

    /**
     * A part to print.
     *
     * @param flat true if its lines do not break
     * @param from of a fill, the part to begin with
     */
    record Task(int indent, boolean flat, Doc doc, int from) {
        Task(int indent, boolean flat, Doc doc) {
            this(indent, flat, doc, 0);
        }
    }

    private DocPrinter(int width) {
        this.width = width;
    }

    /** The text. Every line is ended, the last one too, and has no blanks at its end. */
    static String print(Doc doc, int width) {
        DocPrinter printer = new DocPrinter(width);
        printer.tasks.push(new Task(0, false, doc));
        while (!printer.tasks.isEmpty()) {
            printer.print(printer.tasks.pop());
        }
        printer.newLine(false);
        return printer.text.toString();
    }

    private void print(Task task) {
        Doc doc = task.doc();
        if (doc instanceof Doc.Text t) {
            write(t.text(), task.indent());
        } else if (doc instanceof Doc.Line line) {
            line(line.flat(), task);
        } else if (doc instanceof Doc.Break b) {
            newLine(b.blank());
        } else if (doc instanceof Doc.Comment comment) {
            comment(comment, task.indent());
        } else if (doc instanceof Doc.Concat c) {
            for (int i = c.parts().size() - 1; i >= 0; i--) {
                tasks.push(new Task(task.indent(), task.flat(), c.parts().get(i)));
            }
        } else if (doc instanceof Doc.Indent nested) {
            tasks.push(new Task(task.indent() + nested.columns(), task.flat(), nested.content()));
        } else if (doc instanceof Doc.Align aligned) {
            tasks.push(new Task(alignment(task.indent()), task.flat(), aligned.content()));
        } else if (doc instanceof Doc.Group group) {
            boolean flat = task.flat() || fits(task.indent(), group.content());
            tasks.push(new Task(task.indent(), flat, group.content()));
        } else if (doc instanceof Doc.Fill fill) {
            fill(fill, task);
        }
    }

    private int alignment(int indent) {
        int here = column(indent);
        return here <= LAST_ALIGNMENT * width ? here : indent + CONTINUATION;
    }

    private int column(int indent) {
        return fresh || ended ? indent : column;
    }

    private void line(String flat, Task task) {
        if (!task.flat() || ended) {
            newLine(false);
        } else if (!fresh) {
            write(flat, task.indent());
        }
    }

    /** An item, in one line if it fits; or a separator, which breaks if it and the next item do not fit on the line. */
    private void fill(Doc.Fill fill, Task task) {
        int from = task.from();
        if (from == fill.parts().size()) {
            return;
        }
        tasks.push(new Task(task.indent(), task.flat(), fill, from + 1));
        Doc part = fill.parts().get(from);
        if (from % 2 == 0) {
            tasks.push(new Task(task.indent(), task.flat(), new Doc.Group(part)));
        } else {
            boolean flat = task.flat()
                    || fits(task.indent(), Doc.concat(part, fill.parts().get(from + 1)), 1);
            tasks.push(new Task(task.indent(), flat, part));
        }
    }

    private boolean fits(int indent, Doc doc) {
        return fits(indent, doc, 0);
    }

    /** True if it fits on the line, flat, with what follows up to the next place that may break. */
    private boolean fits(int indent, Doc doc, int itemsInRest) {
        if (doc.forced()) {
            return false;
        }
        Task first = new Task(indent, true, doc);
        return new Measure(width - column(indent), first, tasks.iterator(), itemsInRest).fits();
    }

    private void write(String characters, int indent) {
        boolean atStart = fresh || ended;
        if (characters.isEmpty() || atStart && characters.equals(" ")) {
            return;
        }
        if (ended) {
            newLine(false);
        }
        if (fresh) {
            text.append(" ".repeat(indent));
            column = indent;
            fresh = false;
        }
        // `./` would be an operator.
        if (characters.startsWith("/*") && !text.isEmpty() && text.charAt(text.length() - 1) == '.') {
            text.append(' ');
        }
        text.append(characters);
        column += characters.length();
    }

    private void newLine(boolean blank) {
        if (!fresh) {
            while (text.charAt(text.length() - 1) == ' ') {
                text.setLength(text.length() - 1);
            }
            text.append('\n');
        }
        boolean first = text.isEmpty() || text.length() > 1 && text.charAt(text.length() - 2) == '\n';
        if (blank && !first) {
            text.append('\n');
        }
        fresh = true;
        ended = false;
    }

    private void comment(Doc.Comment comment, int indent) {
        if (comment.place() == Doc.Comment.Place.LINE_END) {
            // Another one on the same line may precede it.
            ended = false;
            write(" ", indent);
        } else {
            newLine(false);
        }
        int first = comment.flush() ? 0 : indent;
        write(comment.lines().get(0), first);
        for (String line : comment.lines().subList(1, comment.lines().size())) {
            newLine(line.isEmpty());
            write(line, comment.verbatim() ? 0 : first);
        }
        ended = true;
    }
}
