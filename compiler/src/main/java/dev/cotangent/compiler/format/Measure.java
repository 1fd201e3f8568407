package dev.cotangent.compiler.format;

import dev.cotangent.compiler.format.DocPrinter.Task;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;

/** Whether a part fits on the rest of a line, together with what follows it up to the next place that may break. */
final class Measure {

    private final Deque<Task> parts = new ArrayDeque<>();
    private final Iterator<Task> rest;
    private int columns;
    /** True once the line can end. */
    private boolean done;

    /**
     * Prepares to measure.
     *
     * @param columns what is left of the line
     * @param rest what is printed after the part
     * @param skipped parts of the fill at the front of the rest that the part contains already
     */
    Measure(int columns, Task part, Iterator<Task> rest, int skipped) {
        this.columns = columns;
        this.rest = rest;
        parts.push(part);
        if (skipped > 0) {
            Task fill = rest.next();
            parts.addLast(new Task(fill.indent(), fill.flat(), fill.doc(), fill.from() + skipped));
        }
    }

    boolean fits() {
        while (columns >= 0 && !done) {
            if (parts.isEmpty()) {
                if (!rest.hasNext()) {
                    return true;
                }
                parts.push(rest.next());
            }
            measure(parts.pop());
        }
        return columns >= 0;
    }

    private void measure(Task task) {
        Doc doc = task.doc();
        if (doc instanceof Doc.Text t) {
            columns -= t.text().length();
        } else if (doc instanceof Doc.Line line) {
            if (task.flat()) {
                columns -= line.flat().length();
            } else {
                done = true;
            }
        } else if (doc instanceof Doc.Break || doc instanceof Doc.Comment) {
            done = true;
        } else if (doc instanceof Doc.Concat c) {
            for (int i = c.parts().size() - 1; i >= 0; i--) {
                parts.push(new Task(task.indent(), task.flat(), c.parts().get(i)));
            }
        } else if (doc instanceof Doc.Indent nested) {
            parts.push(new Task(task.indent(), task.flat(), nested.content()));
        } else if (doc instanceof Doc.Align aligned) {
            parts.push(new Task(task.indent(), task.flat(), aligned.content()));
        } else if (doc instanceof Doc.Group group) {
            parts.push(new Task(task.indent(), task.flat(), group.content()));
        } else if (doc instanceof Doc.Fill fill) {
            fill(fill, task);
        }
    }

    private void fill(Doc.Fill fill, Task task) {
        int from = task.from();
        if (from >= fill.parts().size()) {
            return;
        }
        if (from % 2 == 1 && !task.flat()) {
            done = true;
            return;
        }
        parts.push(new Task(task.indent(), task.flat(), fill, from + 1));
        parts.push(new Task(task.indent(), task.flat(), fill.parts().get(from)));
    }
}
