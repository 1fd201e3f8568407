package dev.cotangent.cli;

/** Exit codes beside picocli's 0 (all went well), 1 (the model, the data or the run failed) and 2 (wrong usage). */
public final class ExitStatus {

    /** The deadline passed before the run had ended; as of the command {@code timeout}. */
    public static final int DEADLINE = 124;

    private static final int SIGNAL_BASE = 128;

    private ExitStatus() {}

    /** A signal stopped the run: 130 for Ctrl-C, 143 for a request to terminate, as shells count. */
    public static int ofSignal(int number) {
        return SIGNAL_BASE + number;
    }
}
