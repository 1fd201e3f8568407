package dev.cotangent.fuzz;

import java.util.ArrayList;
import java.util.List;

/** Turns the fuzzer's bytes into texts: plain ones, sequences of tokens, programs made up, and real ones changed. */
final class Texts {

    /** Longer texts are slow, and find no more. */
    private static final int LONGEST = 6000;

    private static final int MOST_CHANGES = 6;

    private Texts() {}

    static String of(Choices data) {
        String text = switch (data.between(0, 9)) {
            case 0 -> data.text();
            case 1 -> tokens(data);
            case 2, 3, 4 -> new ProgramWriter(data).program();
            case 5 -> changed(Tokens.of(new ProgramWriter(data).program()), data);
            default -> changed(Tokens.of(data.of(Seeds.TEXTS)), data);
        };
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    private static String tokens(Choices data) {
        StringBuilder text = new StringBuilder();
        while (data.left() > 0) {
            text.append(data.of(Tokens.ALL)).append(' ');
        }
        return text.toString();
    }

    private static String changed(List<String> original, Choices data) {
        List<String> tokens = new ArrayList<>(original);
        int changes = data.between(0, MOST_CHANGES);
        for (int i = 0; i < changes && !tokens.isEmpty(); i++) {
            change(tokens, data);
        }
        return String.join(" ", tokens);
    }

    private static void change(List<String> tokens, Choices data) {
        int place = data.between(0, tokens.size() - 1);
        int other = data.between(0, tokens.size() - 1);
        switch (data.between(0, 7)) {
            case 0 -> tokens.remove(place);
            case 1 -> tokens.add(place, data.of(Tokens.ALL));
            case 2 -> tokens.set(place, data.of(Tokens.ALL));
            case 3, 4 -> tokens.set(place, tokens.get(other));
            case 5 -> tokens.add(place, tokens.get(other));
            case 6 -> swap(tokens, place, other);
            default -> copy(tokens, Math.min(place, other), Math.max(place, other), data);
        }
    }

    private static void swap(List<String> tokens, int place, int other) {
        String token = tokens.get(place);
        tokens.set(place, tokens.get(other));
        tokens.set(other, token);
    }

    /** A stretch stands at another place too. */
    private static void copy(List<String> tokens, int from, int to, Choices data) {
        List<String> stretch = List.copyOf(tokens.subList(from, Math.min(to, from + 40)));
        tokens.addAll(data.between(0, tokens.size()), stretch);
    }
}
