package dev.cotangent.compiler.ir;

import dev.cotangent.compiler.source.Span;
import dev.cotangent.runtime.model.MessageText;
import dev.cotangent.runtime.model.ModelFailure;
import java.util.List;

/** A statement. {@code span} is the model's statement that it came from. */
public sealed interface Stmt {

    Span span();

    record Assign(Local target, Expr value, Span span) implements Stmt {}

    record Store(Buffer buffer, Expr index, Expr value, Span span) implements Stmt {}

    /** {@code buffer[index] += value}. */
    record Increment(Buffer buffer, Expr index, Expr value, Span span) implements Stmt {}

    /** Makes a buffer hold {@code size} elements, filled as said; what it held is lost. */
    record Allocate(Buffer buffer, Expr size, Fill fill, Span span) implements Stmt {}

    /**
     * Runs the body for every index of {@code from..to}, both inclusive; none if {@code from > to}. The bounds are
     * evaluated once; the body does not assign the index, nor is the index read after the loop.
     */
    record For(Local index, Expr from, Expr to, Direction direction, List<Stmt> body, Span span) implements Stmt {
        public For {
            body = List.copyOf(body);
        }
    }

    /** Runs {@code test}, then, while {@code condition} is true, the body and the test again. */
    record While(List<Stmt> test, Expr condition, List<Stmt> body, Span span) implements Stmt {
        public While {
            test = List.copyOf(test);
            body = List.copyOf(body);
        }
    }

    record If(Expr condition, List<Stmt> whenTrue, List<Stmt> whenFalse, Span span) implements Stmt {
        public If {
            whenTrue = List.copyOf(whenTrue);
            whenFalse = List.copyOf(whenFalse);
        }
    }

    /** A call of a primitive over containers; the result does not overlap an argument. */
    record Kernel(Primitive primitive, List<Argument> arguments, Slice result, Span span) implements Stmt {
        public Kernel {
            arguments = List.copyOf(arguments);
        }
    }

    /** {@code target = primitive(random, arguments)}. */
    record Draw(Local target, Primitive primitive, List<Expr> arguments, Span span) implements Stmt {
        public Draw {
            arguments = List.copyOf(arguments);
        }
    }

    /** Ends the procedure with a failure if the condition is 0. */
    record Check(Expr condition, ModelFailure.Kind kind, List<Part> message, Span span) implements Stmt {
        public Check {
            message = List.copyOf(message);
        }
    }

    /** Prints one line to the model's output. */
    record Print(List<Part> message, Span span) implements Stmt {
        public Print {
            message = List.copyOf(message);
        }
    }

    /** Reads a scalar from the data source. */
    record ReadScalar(String name, Local target, Span span) implements Stmt {}

    /**
     * Reads a container from the data source into a buffer, which it replaces.
     *
     * @param matrix true if the last two sizes are rows and columns
     */
    record ReadContainer(String name, Buffer target, List<Expr> sizes, boolean matrix, Span span) implements Stmt {
        public ReadContainer {
            sizes = List.copyOf(sizes);
        }
    }

    /** Puts a value on the tape of its type. */
    record Push(Expr value, Span span) implements Stmt {}

    /** Takes the value that was last put on the tape of the local's type. */
    record Pop(Local target, Span span) implements Stmt {}

    /** Calls a recursive function: a procedure of the program. */
    record Invoke(Procedure procedure, List<Expr> arguments, List<Local> results, Span span) implements Stmt {
        public Invoke {
            arguments = List.copyOf(arguments);
            results = List.copyOf(results);
        }
    }

    /** What a fresh buffer contains. */
    enum Fill {
        /** Anything: every element is written before it is read. */
        NONE,
        ZERO,
        /** NaN, or the smallest integer: what an uninitialised variable of the language holds. */
        UNDEFINED
    }

    enum Direction {
        UP,
        DOWN
    }

    /** Part of a message. */
    sealed interface Part {
        record Text(String text) implements Part {}

        record Value(Expr value) implements Part {}

        /**
         * Around parts that are repeated for every element of an array. The parts are texts, elements and further arrays,
         * and at least one of them is {@link Elements}.
         */
        enum Array implements Part {
            BEGIN,
            END
        }

        /**
         * An element of a container, in as many arrays as that has sizes.
         *
         * @param matrix true if the last two sizes are rows and columns, stored by columns
         */
        record Elements(Slice slice, boolean matrix) implements Part {}

        /** The template of a message: what {@link MessageText} takes. */
        static String template(List<Part> message) {
            StringBuilder template = new StringBuilder();
            for (Part part : message) {
                if (part instanceof Text t) {
                    template.append(MessageText.literal(t.text()));
                } else if (part instanceof Array bracket) {
                    template.append(bracket == Array.BEGIN ? MessageText.OPEN : MessageText.CLOSE);
                } else {
                    template.append(MessageText.HOLE);
                }
            }
            return template.toString();
        }
    }
}
