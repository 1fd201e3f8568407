package dev.cotangent.cli.command;

import dev.cotangent.cli.ExitStatus;
import dev.cotangent.runtime.run.Cancellation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * While open, turns Ctrl-C, a request to terminate and a deadline into a cancellation: the run stops at the next gradient and
 * keeps what it has. A second signal ends the process at once.
 */
final class Interruption implements AutoCloseable {

    private final Cancellation cancellation;
    private final AtomicInteger signal = new AtomicInteger();
    private final ProcessSignals signals;

    private Interruption(Cancellation cancellation) {
        this.cancellation = cancellation;
        this.signals = ProcessSignals.handle(this::received);
    }

    /** Begins to listen, and the time until the deadline to run, if there is one. */
    static Interruption listen(Optional<Duration> deadline) {
        return new Interruption(deadline.map(Cancellation::after).orElseGet(Cancellation::onRequest));
    }

    Cancellation cancellation() {
        return cancellation;
    }

    private void received(int number) {
        if (!signal.compareAndSet(0, number)) {
            // What is on the disk is whole up to its last line, and a checkpoint says how far it counts.
            Runtime.getRuntime().halt(ExitStatus.ofSignal(number));
        }
        cancellation.cancel();
    }

    /** The exit code of a run that was stopped. */
    int exitCode() {
        int number = signal.get();
        return number == 0 ? ExitStatus.DEADLINE : ExitStatus.ofSignal(number);
    }

    @Override
    public void close() {
        signals.close();
    }
}
