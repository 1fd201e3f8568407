package dev.cotangent.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.runtime.run.ChainProgress;
import dev.cotangent.runtime.run.Phase;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressDisplayTest {

    private static final long SECOND = 1_000_000_000;

    private final AtomicLong clock = new AtomicLong();
    private final StringWriter text = new StringWriter();

    private static ChainProgress at(int chain, int iteration) {
        Phase phase = iteration <= 1000 ? Phase.WARMUP : Phase.SAMPLING;
        return new ChainProgress(chain, phase, iteration, 2000, 0.43, 3, 7 * iteration);
    }

    private String shown() {
        String shown = text.toString().replace(System.lineSeparator(), "\n");
        text.getBuffer().setLength(0);
        return shown;
    }

    @Test
    void terminalShowsALineAChainWithSpeedAndTimeLeft() {
        TerminalProgress progress = new TerminalProgress(new PrintWriter(text), 100, 2, clock::get);
        progress.progress(at(0, 0));
        progress.progress(at(1, 0));
        clock.set(2 * SECOND);
        progress.progress(at(0, 100));

        assertThat(shown())
                .isEqualTo("\rchain 1  warmup    100/2000  50.0 draws/s  step 0.430  3 divergent  0:38 left\u001b[K\n"
                        + "\rchain 2  warmup      0/2000  step 0.430  3 divergent\u001b[K\n");
    }

    /** The longest that a run of a million draws and a day may show. */
    @Test
    void longRunsFitInEightyColumns() {
        TerminalProgress progress = new TerminalProgress(new PrintWriter(text), 80, 10, clock::get);
        progress.progress(new ChainProgress(9, Phase.SAMPLING, 1000, 1_001_000, 0.0432, 0, 0));
        clock.set(7 * SECOND);
        progress.progress(new ChainProgress(9, Phase.SAMPLING, 1077, 1_001_000, 0.0432, 123_456, 0));

        assertThat(shown())
                .isEqualTo("\rchain 10 sampling    1077/1001000 11.0/s step 0.0432 123456 div 25:15:03 left"
                        + "\u001b[K\n");
    }

    @Test
    void terminalGoesUpToRedraw() {
        TerminalProgress progress = new TerminalProgress(new PrintWriter(text), 100, 2, clock::get);
        progress.progress(at(0, 0));
        progress.progress(at(1, 0));
        clock.set(SECOND);
        progress.progress(at(0, 100));
        shown();
        progress.close();

        assertThat(shown()).startsWith("\u001b[2A\rchain 1  ");
    }

    @Test
    void terminalRedrawsTenTimesASecondAtMost() {
        TerminalProgress progress = new TerminalProgress(new PrintWriter(text), 100, 1, clock::get);
        for (int iteration = 0; iteration <= 1000; iteration++) {
            clock.addAndGet(SECOND / 1000);
            progress.progress(at(0, iteration));
        }

        assertThat(shown().split("\n")).hasSize(10);
    }

    @Test
    void terminalCutsLinesToItsWidth() {
        TerminalProgress progress = new TerminalProgress(new PrintWriter(text), 20, 1, clock::get);
        progress.progress(at(0, 100));
        progress.close();

        assertThat(shown()).isEqualTo("\rchain 1 warmup    1\u001b[K\n");
    }

    @Test
    void plainShowsALineWhenAChainEnds() {
        PlainProgress progress = new PlainProgress(new PrintWriter(text), 2, clock::get);
        for (int iteration = 0; iteration <= 2000; iteration += 100) {
            clock.addAndGet(SECOND / 10);
            progress.progress(at(1, iteration));
        }

        assertThat(shown()).isEqualTo("chain 2  sampling 2000/2000  1000 draws/s  step 0.430  3 divergent\n");
    }

    @Test
    void plainShowsALineEverMoreRarelyWhileAChainTakesLong() {
        PlainProgress progress = new PlainProgress(new PrintWriter(text), 1, clock::get);
        for (int iteration = 0; iteration <= 150; iteration++) {
            progress.progress(at(0, iteration));
            clock.addAndGet(SECOND);
        }

        assertThat(shown().lines().map(line -> line.replaceAll(".* (\\d+)/.*", "$1")))
                .containsExactly("10", "30", "70", "150");
    }
}
