package dev.cotangent.compiler.format;

import dev.cotangent.compiler.ast.BinaryOperator;
import dev.cotangent.compiler.parse.Syntax;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Lays out what stands within a line: expressions, types, parameters. Rules that it does not know are a sequence of tokens
 * with the usual spaces.
 */
final class ExpressionLayout {

    private static final Map<String, Integer> PRECEDENCES = Arrays.stream(BinaryOperator.values())
            .collect(Collectors.toMap(BinaryOperator::symbol, BinaryOperator::precedence));

    private static final Map<String, String> BRACKETS = Map.of("(", ")", "[", "]", "{", "}");

    private static final Set<String> TIGHT_BEFORE = Set.of(",", ";", ")", "]", "}", "'", ".");
    private static final Set<String> TIGHT_AFTER = Set.of("(", "[", "{", ".");
    /** Words that are no function's name, so that a space precedes a parenthesis. */
    private static final Set<String> WORDS = Set.of("if", "for", "while", "else", "return", "in", "require", "support");

    private final Decoration decoration;

    ExpressionLayout(Decoration decoration) {
        this.decoration = decoration;
    }

    Doc of(Syntax syntax) {
        if (syntax instanceof Syntax.Token token) {
            return decoration.token(token);
        }
        Syntax.Rule rule = (Syntax.Rule) syntax;
        return switch (rule.rule()) {
            case "expression" -> expression(rule.children());
            case "boundExpression" -> chain(rule.children());
            case "term" -> term(rule.children());
            case "bound" -> tight(rule.children());
            case "constraint" -> bracketed(rule.children());
            case "index" -> index(rule.children());
            default -> sequence(rule.children());
        };
    }

    /** One after the other, with spaces where they belong, and what is in brackets aligned. */
    Doc sequence(List<Syntax> parts) {
        List<Doc> docs = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            if (i > 0 && isSpaced(parts.get(i - 1), parts.get(i))) {
                docs.add(Doc.SPACE);
            }
            int close = closing(parts, i);
            if (close > i) {
                docs.add(bracketed(parts.subList(i, close + 1)));
                i = close;
            } else {
                docs.add(of(parts.get(i)));
            }
        }
        return new Doc.Concat(docs);
    }

    /** Index of the bracket that closes the one at {@code open}; {@code open} itself if there is none. */
    private static int closing(List<Syntax> parts, int open) {
        if (parts.get(open) instanceof Syntax.Token token && BRACKETS.containsKey(token.text())) {
            for (int i = open + 1; i < parts.size(); i++) {
                if (parts.get(i).isToken(BRACKETS.get(token.text()))) {
                    return i;
                }
            }
        }
        return open;
    }

    /** Brackets around entries, which are aligned with the first. */
    private Doc bracketed(List<Syntax> parts) {
        List<Syntax> inner = parts.subList(1, parts.size() - 1);
        // A comma ends the tuple of one component.
        boolean single =
                parts.get(0).isToken("(") && inner.size() == 2 && inner.get(1).isToken(",");
        if (single) {
            return tight(parts);
        }
        return Doc.concat(of(parts.get(0)), new Doc.Align(list(inner)), of(parts.get(parts.size() - 1)));
    }

    /** Entries that end in a comma or a bar. A list of commas alone has no spaces. */
    private Doc list(List<Syntax> parts) {
        boolean empty = parts.stream().allMatch(p -> p.isToken(","));
        List<Doc> items = new ArrayList<>();
        List<Syntax> entry = new ArrayList<>();
        for (Syntax part : parts) {
            entry.add(part);
            if (part.isToken(",") || part.isToken("|")) {
                items.add(sequence(entry));
                items.add(empty ? new Doc.Line("") : Doc.LINE);
                entry.clear();
            }
        }
        items.add(sequence(entry));
        return new Doc.Fill(items);
    }

    private Doc tight(List<Syntax> parts) {
        return new Doc.Concat(parts.stream().map(this::of).toList());
    }

    /** Prefixes, and what follows its primary at once, but for a number that would become part of the word or number before. */
    private Doc term(List<Syntax> parts) {
        List<Doc> docs = new ArrayList<>();
        for (int i = 0; i < parts.size(); i++) {
            char first = parts.get(i).tokens().get(0).text().charAt(0);
            boolean afterNumber = i > 0
                    && Character.isDigit(parts.get(i - 1).tokens().get(0).text().charAt(0));
            if (parts.get(i).is("postfix") && (Character.isDigit(first) || first == '.' && afterNumber)) {
                docs.add(Doc.SPACE);
            }
            docs.add(of(parts.get(i)));
        }
        return new Doc.Concat(docs);
    }

    private Doc expression(List<Syntax> parts) {
        List<Doc> docs = new ArrayList<>();
        conditional(parts, docs);
        return docs.size() == 1 ? docs.get(0) : new Doc.Align(new Doc.Group(new Doc.Concat(docs)));
    }

    /** Conditions that follow one another break together. */
    private void conditional(List<Syntax> parts, List<Doc> docs) {
        int question = 0;
        while (question < parts.size() && !parts.get(question).isToken("?")) {
            question++;
        }
        docs.add(chain(parts.subList(0, question)));
        if (question == parts.size()) {
            return;
        }
        docs.add(Doc.LINE);
        docs.add(Doc.concat(of(parts.get(question)), Doc.SPACE, of(parts.get(question + 1))));
        docs.add(Doc.LINE);
        docs.add(Doc.concat(of(parts.get(question + 2)), Doc.SPACE));
        conditional(((Syntax.Rule) parts.get(question + 3)).children(), docs);
    }

    /** Terms and operators in turn. Breaks before the operators that bind least. */
    private Doc chain(List<Syntax> parts) {
        if (parts.size() == 1) {
            return of(parts.get(0));
        }
        int least = Integer.MAX_VALUE;
        for (int i = 1; i < parts.size(); i += 2) {
            least = Math.min(least, precedence(parts.get(i)));
        }
        List<Doc> items = new ArrayList<>();
        int start = 0;
        Doc operator = Doc.EMPTY;
        for (int i = 1; i < parts.size(); i += 2) {
            if (precedence(parts.get(i)) == least) {
                items.add(Doc.concat(operator, chain(parts.subList(start, i))));
                items.add(Doc.LINE);
                operator = Doc.concat(of(parts.get(i)), Doc.SPACE);
                start = i + 1;
            }
        }
        items.add(Doc.concat(operator, chain(parts.subList(start, parts.size()))));
        return new Doc.Align(new Doc.Fill(items));
    }

    private static int precedence(Syntax operator) {
        return PRECEDENCES.getOrDefault(operator.tokens().get(0).text(), 0);
    }

    private Doc index(List<Syntax> parts) {
        return parts.stream().anyMatch(p -> p.isToken(":")) ? range(parts) : tight(parts);
    }

    /** {@code a:b}, with spaces if an end has operators. */
    Doc range(List<Syntax> parts) {
        boolean spaced = parts.size() == 3
                && parts.stream()
                        .anyMatch(
                                p -> p instanceof Syntax.Rule r && r.children().size() > 1);
        List<Doc> docs = new ArrayList<>();
        for (Syntax part : parts) {
            Doc doc = of(part);
            docs.add(spaced && part.isToken(":") ? Doc.concat(Doc.SPACE, doc, Doc.SPACE) : doc);
        }
        return new Doc.Concat(docs);
    }

    private static boolean isSpaced(Syntax left, Syntax right) {
        List<Syntax.Token> before = left.tokens();
        List<Syntax.Token> after = right.tokens();
        if (before.isEmpty() || after.isEmpty() || right.is("constraint")) {
            return false;
        }
        return isSpaced(before.get(before.size() - 1).text(), after.get(0).text());
    }

    private static boolean isSpaced(String left, String right) {
        if (TIGHT_AFTER.contains(left) || TIGHT_BEFORE.contains(right)) {
            return false;
        }
        if (right.equals("(") || right.equals("[")) {
            boolean called = Character.isLetterOrDigit(left.charAt(left.length() - 1)) && !WORDS.contains(left);
            return !(called || left.equals(")") || left.equals("]") || left.equals(">") || left.endsWith("_"));
        }
        return true;
    }
}
