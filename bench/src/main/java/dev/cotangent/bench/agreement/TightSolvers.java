package dev.cotangent.bench.agreement;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes calls of the solvers of differential equations exact enough for comparing: their own tolerances are lost. */
final class TightSolvers {

    private static final String NESTED = "(?:[^()]|\\((?:[^()]|\\([^()]*\\))*\\))*?";
    private static final String NUMBER = "\\s*[-+.\\deE]+\\s*";
    private static final Pattern CALL = Pattern.compile(
            "(integrate_ode_\\w+\\()(" + NESTED + ")(," + NUMBER + "," + NUMBER + "," + NUMBER + ")?\\)");

    private static final String TOLERANCES = ", 1e-11, 1e-13, 1000000)";

    private TightSolvers() {}

    static String of(String program) {
        Matcher call = CALL.matcher(program);
        return call.replaceAll(m -> Matcher.quoteReplacement(m.group(1) + m.group(2) + TOLERANCES));
    }
}
