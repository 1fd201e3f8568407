package dev.cotangent.cli.command;

import java.time.Duration;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Durations as {@code 90}, {@code 90s}, {@code 1.5h} and {@code 1h30m}; a number without a unit is in seconds. */
final class DurationText implements ITypeConverter<Duration> {

    private static final Pattern WHOLE = Pattern.compile("(\\d+(\\.\\d+)?[smhd])+");
    private static final Pattern PART = Pattern.compile("(\\d+(?:\\.\\d+)?)([smhd])");
    private static final double NANOS_PER_SECOND = 1e9;
    private static final double MAX_SECONDS = 1e9;

    @Override
    public Duration convert(String value) {
        String text = value.toLowerCase(Locale.ROOT).strip();
        String withUnit = text.matches("\\d+(\\.\\d+)?") ? text + "s" : text;
        double seconds = 0;
        Matcher part = PART.matcher(withUnit);
        while (part.find()) {
            seconds += Double.parseDouble(part.group(1)) * secondsPer(part.group(2));
        }
        if (!WHOLE.matcher(withUnit).matches() || seconds > MAX_SECONDS) {
            throw new TypeConversionException("expected a duration, as 90s, 10m or 1h30m, but found '" + value + "'");
        }
        return Duration.ofNanos((long) (seconds * NANOS_PER_SECOND));
    }

    private static int secondsPer(String unit) {
        return switch (unit) {
            case "m" -> 60;
            case "h" -> 3600;
            case "d" -> 86_400;
            default -> 1;
        };
    }
}
