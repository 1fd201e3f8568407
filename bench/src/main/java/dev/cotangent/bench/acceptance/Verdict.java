package dev.cotangent.bench.acceptance;

/**
 * What the compiler made of a program.
 *
 * @param kind in one word
 * @param line of the first diagnostic, 0 if there is none
 * @param message the first diagnostic, in one line
 */
record Verdict(Kind kind, int line, String message) {

    enum Kind {
        /** Bytecode was generated. */
        ACCEPTED,
        /** A diagnostic says what is wrong. */
        REJECTED,
        /** A diagnostic says that a part of the language is not supported yet. */
        UNSUPPORTED,
        /** An exception that is no diagnostic: a defect of the compiler. */
        CRASHED,
        TIMED_OUT
    }

    static Verdict accepted() {
        return new Verdict(Kind.ACCEPTED, 0, "");
    }

    /** True if this is what stanc3 says of the program, as far as accepting goes. */
    boolean agrees(StancProgram program) {
        return kind == (program.good() ? Kind.ACCEPTED : Kind.REJECTED);
    }

    /** True if the program is rejected at the line that stanc3 names, or stanc3 names none. */
    boolean isOnExpectedLine(StancProgram program) {
        return kind == Kind.REJECTED && program.errorLine().orElse(line) == line;
    }
}
