package dev.cotangent.compiler.diagnostic;

/**
 * Every diagnostic's code. E1: syntax, E2: names, types and places, E3: the library, E4: the prior alone, E5: the prior as
 * standard normals; W1: what later versions will not
 * accept, W2: what may not be meant, W3: what is seldom meant, for
 * the pedantic mode.
 */
public enum Code {
    SYNTAX("E101", "the text is not a program"),
    NOT_SUPPORTED("E102", "a part of the language that is not supported yet"),
    TOO_DEEP("E103", "expressions or statements are nested too deeply"),
    NUMBER("E104", "a number that can't be represented"),
    OLD_SYNTAX("E105", "a spelling of former versions of the language"),
    BLOCK_ORDER("E106", "a block is repeated or out of order"),
    NOT_A_STATEMENT("E107", "an expression where a statement is needed"),
    INCLUDE("E108", "an included text that is not there, or includes itself"),
    TOO_LARGE("E109", "a text or a type that is too large"),
    UNKNOWN_NAME("E201", "a name that nothing declares"),
    UNKNOWN_FUNCTION("E202", "a function or distribution that nothing defines"),
    DUPLICATE_NAME("E203", "a name that is taken"),
    TYPE_MISMATCH("E204", "a value of the wrong type"),
    WRONG_ARGUMENTS("E205", "no signature of the function fits the arguments"),
    AMBIGUOUS_CALL("E206", "several signatures fit the arguments equally well"),
    WRONG_OPERANDS("E207", "an operator that isn't defined on these types"),
    WRONG_INDEX("E208", "an index that doesn't fit what it indexes"),
    READ_ONLY("E209", "an assignment to what can't be assigned"),
    NOT_DATA("E210", "a value that may depend on parameters where only data is allowed"),
    WRONG_SIZE("E211", "sizes that don't fit the type"),
    WRONG_PLACE("E212", "a statement or call that is not allowed where it stands"),
    MISSING_RETURN("E213", "a function that may end without returning a value"),
    RESERVED_NAME("E214", "a name that can't be declared"),
    WRONG_CONSTRAINT("E215", "a constraint that doesn't fit the type or the place"),
    WRONG_DECLARATION("E216", "a declaration that is not allowed where it stands"),
    LIBRARY("E301", "a library file that doesn't hold what its name says"),
    WRONG_RULE("E302", "a derivative rule or Fisher information that doesn't fit its declaration"),
    PRIOR_UNCLEAR("E401", "a term that may be of the prior or of the likelihood, where only the prior is wanted"),
    PRIOR_IMPROPER("E402", "a parameter without a prior, where the prior is wanted"),
    NOT_GENERATIVE("E501", "a parameter that can't be drawn, where a prior of standard normals is wanted"),
    DEPRECATED("W101", "a spelling that a later version will not accept"),
    INTEGER_DIVISION("W201", "a division of integers, which rounds towards zero"),
    CHAINED_COMPARISON("W202", "a comparison of the result of a comparison"),
    POWER_OF_MATRIX("W203", "a power of a matrix, which is elementwise"),
    SELF_ASSIGNMENT("W204", "a variable that is assigned to itself"),
    UNREACHABLE("W205", "a statement that is never reached"),
    JACOBIAN_OF_DATA("W206", "a change of variables that no parameter takes part in"),
    EMPTY_PROGRAM("W207", "a program without content"),
    UNUSED_PARAMETER("W301", "a parameter that the log density does not depend on"),
    NO_PRIOR("W302", "a parameter without a prior"),
    SEVERAL_PRIORS("W303", "a parameter with several distributions"),
    HARD_BOUNDS("W304", "a parameter with two hard bounds"),
    EMPTY_BOUNDS("W305", "bounds that leave nothing between them"),
    MISSING_JACOBIAN("W306", "a distribution of a nonlinear function of parameters"),
    ARGUMENT_DOMAIN("W307", "an argument that may leave what its distribution allows"),
    UNINITIALIZED("W308", "a variable that may be used before it has a value"),
    UNUSUAL_SCALE("W309", "a constant that suggests parameters of unusual scale"),
    PARAMETER_IN_CONTROL_FLOW("W310", "a branch or loop whose course depends on parameters"),
    DISCOURAGED_DISTRIBUTION("W311", "a distribution that there is a better one for");

    private final String number;
    private final String description;

    Code(String number, String description) {
        this.number = number;
        this.description = description;
    }

    /** The code that messages begin with, as {@code E204}. */
    public String number() {
        return number;
    }

    /** One line for the reference. */
    public String description() {
        return description;
    }
}
