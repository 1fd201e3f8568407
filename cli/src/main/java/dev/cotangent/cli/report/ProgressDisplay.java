package dev.cotangent.cli.report;

import dev.cotangent.cli.Environment;
import dev.cotangent.runtime.run.ChainProgress;
import dev.cotangent.runtime.run.RunObserver;

/** Shows how a run goes while it runs. Safe for use by several chains at once. */
public interface ProgressDisplay extends RunObserver, AutoCloseable {

    /** Shows where the chains have come to, one last time. */
    @Override
    void close();

    /** The display that suits where messages go. */
    static ProgressDisplay of(Environment environment, int chains) {
        return environment.terminal().interactive()
                ? new TerminalProgress(environment.err(), environment.terminal().width(), chains, System::nanoTime)
                : new PlainProgress(environment.err(), chains, System::nanoTime);
    }

    /** A display that shows nothing. */
    static ProgressDisplay silent() {
        return new ProgressDisplay() {
            @Override
            public void progress(ChainProgress progress) {
                // nothing is shown
            }

            @Override
            public void close() {
                // nothing was shown
            }
        };
    }
}
