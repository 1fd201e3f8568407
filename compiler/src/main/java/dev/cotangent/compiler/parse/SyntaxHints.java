package dev.cotangent.compiler.parse;

import dev.cotangent.compiler.diagnostic.Spelling;
import dev.cotangent.grammar.ModelLexer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.IntervalSet;

/** What was probably meant where the text is not a program. */
final class SyntaxHints {

    private static final List<String> BLOCKS = List.of(
            "functions",
            "data",
            "transformed data",
            "parameters",
            "transformed parameters",
            "model",
            "generated quantities");

    /** Types of other languages, and ours. */
    private static final Map<String, String> FOREIGN_TYPES = Map.of(
            "double", "real",
            "float", "real",
            "numeric", "real",
            "integer", "int",
            "long", "int",
            "bool", "int",
            "boolean", "int");

    private static final List<String> TYPES = List.of("int", "real", "vector", "row_vector", "matrix", "array");

    private SyntaxHints() {}

    /** A hint for an unexpected token. */
    static Optional<String> of(Token token, Token previous, IntervalSet expected) {
        String text = token.getText();
        switch (text) {
            case "#":
                return Optional.of("a comment begins with `//`");
            case "\"":
                return Optional.of("a text ends on the line on which it begins");
            case "=":
                return allows(expected, ")")
                        ? Optional.of("`==` compares; `=` assigns, and is a statement of its own")
                        : Optional.empty();
            case "else":
                return Optional.of("`else` follows the one statement of its `if`");
            default:
                return word(token, previous, expected);
        }
    }

    private static Optional<String> word(Token token, Token previous, IntervalSet expected) {
        String text = token.getText();
        // Only between blocks can the text end or a block begin.
        if (expected.contains(ModelLexer.MODEL) && expected.contains(Token.EOF)) {
            return Spelling.didYouMean(text, BLOCKS)
                    .or(() -> Optional.of("a program consists of the blocks " + String.join(", ", BLOCKS)));
        }
        boolean twoWords = previous != null
                && previous.getType() == ModelLexer.IDENTIFIER
                && token.getType() == ModelLexer.IDENTIFIER;
        if (twoWords) {
            return type(previous.getText());
        }
        boolean keyword = Character.isLetter(text.charAt(0)) && token.getType() != ModelLexer.IDENTIFIER;
        return keyword && expected.contains(ModelLexer.IDENTIFIER)
                ? Optional.of("`" + text + "` is a keyword")
                : Optional.empty();
    }

    private static Optional<String> type(String word) {
        String known = FOREIGN_TYPES.get(word);
        return known != null
                ? Optional.of("`" + word + "` is not a type: write `" + known + "`")
                : Spelling.didYouMean(word, TYPES);
    }

    /** True if a sign may stand here. */
    private static boolean allows(IntervalSet expected, String sign) {
        String literal = "'" + sign + "'";
        return expected.toList().stream().anyMatch(type -> literal.equals(ModelLexer.VOCABULARY.getLiteralName(type)));
    }

    /** True if a name stands behind a distribution statement that is no truncation: only there is a bracket all that may follow. */
    static boolean isNoTruncation(Token name, IntervalSet expected) {
        return name.getType() == ModelLexer.IDENTIFIER && expected.size() == 1 && allows(expected, "[");
    }

    /** True of the end of {@code if (...)}, {@code while (...)} and {@code for (...)}, and of {@code else}. */
    static boolean needsStatement(Token last) {
        return last.getText().equals(")") || last.getText().equals("else");
    }

    /** True if the token begins a block, so that the one before has not been closed. */
    static boolean beginsBlock(Token token) {
        return switch (token.getType()) {
            case ModelLexer.FUNCTIONS,
                    ModelLexer.TRANSFORMED_DATA,
                    ModelLexer.PARAMETERS,
                    ModelLexer.TRANSFORMED_PARAMETERS,
                    ModelLexer.MODEL,
                    ModelLexer.GENERATED_QUANTITIES -> true;
            default -> false;
        };
    }
}
