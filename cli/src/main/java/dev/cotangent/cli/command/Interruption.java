package dev.cotangent.cli.command;

import dev.cotangent.runtime.run.Cancellation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** While open, turns Ctrl-C into a cancellation and keeps the process alive until the draws so far are written. */
final class Interruption implements AutoCloseable {

    // Longer than any single gradient should take; then the process ends with what has been flushed.
    private static final long PATIENCE_SECONDS = 30;

    private final Cancellation cancellation = Cancellation.onRequest();
    private final CountDownLatch written = new CountDownLatch(1);
    private final Thread hook = new Thread(this::stop, "cotangent-interruption");

    private Interruption() {}

    static Interruption listen() {
        Interruption interruption = new Interruption();
        Runtime.getRuntime().addShutdownHook(interruption.hook);
        return interruption;
    }

    Cancellation cancellation() {
        return cancellation;
    }

    private void stop() {
        cancellation.cancel();
        try {
            written.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        written.countDown();
        if (!cancellation.isRequested()) {
            Runtime.getRuntime().removeShutdownHook(hook);
        }
    }
}
