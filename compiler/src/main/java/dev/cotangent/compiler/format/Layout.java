package dev.cotangent.compiler.format;

import dev.cotangent.compiler.parse.Syntax;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Lays out blocks, definitions and statements: one on each line, those within braces indented. */
final class Layout {

    private static final int INDENT = 2;

    /** A function's only statement, or an only rule. */
    private static final Set<String> SHORT = Set.of(
            "returnStatement",
            "requireStatement",
            "expressionStatement",
            "messageStatement",
            "rule",
            "requirement",
            "information");

    private final Decoration decoration;
    private final ExpressionLayout expressions;

    Layout(Decoration decoration) {
        this.decoration = decoration;
        this.expressions = new ExpressionLayout(decoration);
    }

    /** A whole text. */
    Doc text(Syntax.Rule text) {
        List<Syntax> entries =
                text.children().stream().filter(c -> !c.tokens().isEmpty()).toList();
        Trivia end = decoration.atEnd();
        Doc comments = Decoration.lines(end);
        return comments.forced()
                ? Doc.concat(lines(entries), new Doc.Break(!entries.isEmpty() && end.blankBefore()), comments)
                : lines(entries);
    }

    /** Entries on lines of their own, with at most one empty line between two. */
    private Doc lines(List<Syntax> entries) {
        List<Doc> docs = new ArrayList<>();
        for (Syntax entry : entries) {
            Syntax.Token first = entry.tokens().get(0);
            docs.add(new Doc.Break(!docs.isEmpty() && decoration.before(first).blankBefore()));
            docs.add(decoration.hoist(first));
            docs.add(of(entry));
        }
        return new Doc.Concat(docs);
    }

    private Doc of(Syntax syntax) {
        if (!(syntax instanceof Syntax.Rule rule)) {
            return expressions.of(syntax);
        }
        List<Syntax> parts = rule.children();
        return switch (rule.rule()) {
            case "functionsBlock", "statementsBlock", "braces", "fisherDefinition", "profileStatement" -> headed(parts);
            case "functionDefinition", "externDefinition", "bracesStatement" -> headed(parts);
            case "forStatement" -> loop(parts);
            case "whileStatement" -> Doc.concat(head(parts), body(parts, parts.size() - 1));
            case "ifStatement" -> branch(parts);
            default -> expressions.sequence(parts);
        };
    }

    /** A head, and braces with lines. */
    private Doc headed(List<Syntax> parts) {
        List<Syntax> all = new ArrayList<>();
        for (Syntax part : parts) {
            if (part.is("braces") || part.is("rules")) {
                all.addAll(((Syntax.Rule) part).children());
            } else {
                all.add(part);
            }
        }
        int open = 0;
        while (open < all.size() && !all.get(open).isToken("{")) {
            open++;
        }
        if (open == all.size()) {
            return expressions.sequence(all);
        }
        Doc head = open == 0 ? Doc.EMPTY : Doc.concat(expressions.sequence(all.subList(0, open)), Doc.SPACE);
        List<Syntax> content = all.subList(open + 1, all.size() - 1);
        return Doc.concat(head, braces(all.get(open), content, all.get(all.size() - 1), isDefinition(parts)));
    }

    private static boolean isDefinition(List<Syntax> parts) {
        return parts.size() > 1 && parts.stream().anyMatch(p -> p.is("parameters"));
    }

    private Doc braces(Syntax open, List<Syntax> content, Syntax close, boolean definition) {
        Syntax.Token first = open.tokens().get(0);
        Syntax.Token last = close.tokens().get(0);
        if (definition && isShort(content) && decoration.isOneLine(first, last)) {
            Doc line = new Doc.Indent(INDENT, Doc.concat(Doc.LINE, of(content.get(0))));
            return new Doc.Group(Doc.concat(of(open), line, Doc.LINE, of(close)));
        }
        Doc comments = decoration.hoist(last);
        boolean commented =
                comments.forced() || !decoration.after(first).trailing().isEmpty();
        if (content.isEmpty() && !commented) {
            return Doc.concat(of(open), of(close));
        }
        Doc end = comments.forced()
                ? Doc.concat(
                        new Doc.Break(
                                !content.isEmpty() && decoration.before(last).blankBefore()),
                        comments)
                : Doc.EMPTY;
        Doc inner = new Doc.Indent(INDENT, Doc.concat(lines(content), end));
        return Doc.concat(of(open), inner, new Doc.Break(false), of(close));
    }

    /** True of what an author may leave on the line of its head. */
    private static boolean isShort(List<Syntax> content) {
        return content.size() == 1 && content.get(0) instanceof Syntax.Rule rule && SHORT.contains(rule.rule());
    }

    private Doc loop(List<Syntax> parts) {
        int colon = 0;
        while (colon < parts.size() && !parts.get(colon).isToken(":")) {
            colon++;
        }
        if (colon == parts.size()) {
            return Doc.concat(head(parts), body(parts, parts.size() - 1));
        }
        Doc start = expressions.sequence(parts.subList(0, colon - 1));
        Doc range = expressions.range(parts.subList(colon - 1, colon + 2));
        Doc close = of(parts.get(colon + 2));
        return Doc.concat(start, Doc.SPACE, range, close, body(parts, parts.size() - 1));
    }

    /** All but the body. */
    private Doc head(List<Syntax> parts) {
        return expressions.sequence(parts.subList(0, parts.size() - 1));
    }

    private Doc branch(List<Syntax> parts) {
        int otherwise = 5;
        Doc condition = expressions.sequence(parts.subList(0, otherwise - 1));
        Doc whenTrue = body(parts, otherwise - 1);
        if (parts.size() == otherwise) {
            return Doc.concat(condition, whenTrue);
        }
        Syntax.Token word = parts.get(otherwise).tokens().get(0);
        boolean braced = parts.get(otherwise - 1).is("bracesStatement");
        boolean commented =
                decoration.before(word).leading().stream().anyMatch(c -> c.place() == Comment.Place.OWN_LINES);
        Doc separator = braced && !commented ? Doc.SPACE : new Doc.Break(false);
        Syntax whenFalse = parts.get(otherwise + 1);
        Doc rest = whenFalse.is("ifStatement")
                        && decoration
                                .before(whenFalse.tokens().get(0))
                                .comments()
                                .isEmpty()
                ? Doc.concat(Doc.SPACE, of(whenFalse))
                : body(parts, otherwise + 1);
        return Doc.concat(condition, whenTrue, separator, of(parts.get(otherwise)), rest);
    }

    /** The body of a loop or a branch. Without braces it stays on the line of its head if it was there and fits. */
    private Doc body(List<Syntax> parts, int place) {
        Syntax body = parts.get(place);
        if (body.is("bracesStatement")) {
            return Doc.concat(Doc.SPACE, of(body));
        }
        Syntax.Token first = body.tokens().get(0);
        if (decoration.before(first).sameLine()) {
            return new Doc.Indent(INDENT, new Doc.Group(Doc.concat(Doc.LINE, of(body))));
        }
        Doc comments = decoration.hoist(first);
        return new Doc.Indent(INDENT, Doc.concat(new Doc.Break(false), comments, of(body)));
    }
}
