package dev.cotangent.cli.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads names of choices in whatever case, with hyphens between words. */
abstract class EnumText<E extends Enum<E>> implements ITypeConverter<E> {

    private final E[] choices;

    EnumText(Class<E> type) {
        this.choices = type.getEnumConstants();
    }

    @Override
    public final E convert(String value) {
        List<String> names = Arrays.stream(choices).map(EnumText::text).toList();
        int index = names.indexOf(value.toLowerCase(Locale.ROOT).replace('_', '-'));
        if (index < 0) {
            throw new TypeConversionException("expected one of " + names + ", but was '" + value + "'");
        }
        return choices[index];
    }

    /** The name as people type it. */
    static String text(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
