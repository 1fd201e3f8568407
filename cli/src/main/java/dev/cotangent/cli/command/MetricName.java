package dev.cotangent.cli.command;

import dev.cotangent.runtime.dynamics.MetricKind;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads the names of metrics, in whatever case. */
final class MetricName implements ITypeConverter<MetricKind> {

    @Override
    public MetricKind convert(String value) {
        String name = value.toLowerCase(Locale.ROOT).replace('_', '-');
        return Arrays.stream(MetricKind.values())
                .filter(kind -> kind.text().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new TypeConversionException("expected one of " + names() + ", but was '" + value + "'"));
    }

    private static List<String> names() {
        return Arrays.stream(MetricKind.values()).map(MetricKind::text).toList();
    }
}
