package dev.cotangent.cli.command;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the names of samplers, in whatever case. */
final class MethodNameText implements ITypeConverter<SamplerArguments.MethodName> {

    @Override
    public SamplerArguments.MethodName convert(String value) {
        List<String> names = Arrays.stream(SamplerArguments.MethodName.values())
                .map(MethodNameText::text)
                .toList();
        int index = names.indexOf(value.toLowerCase(Locale.ROOT).replace('_', '-'));
        if (index < 0) {
            throw new TypeConversionException("expected one of " + names + ", but was '" + value + "'");
        }
        return SamplerArguments.MethodName.values()[index];
    }

    static String text(SamplerArguments.MethodName name) {
        return name.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
