package dev.cotangent.bench.acceptance;

import dev.cotangent.Autodiff;
import dev.cotangent.compiler.Compiler;
import dev.cotangent.compiler.diagnostic.Code;
import dev.cotangent.compiler.diagnostic.CompileException;
import dev.cotangent.compiler.diagnostic.Diagnostic;
import dev.cotangent.compiler.source.Source;
import java.io.IOException;
import java.nio.file.Files;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Compiles programs, one after another, with a limit on the time of each. */
final class Trial implements AutoCloseable {

    private final boolean checkOnly;
    private final long seconds;
    private ExecutorService worker = worker();

    /**
     * Prepares to compile.
     *
     * @param checkOnly true to stop before lowering
     * @param seconds most time for one program
     */
    Trial(boolean checkOnly, long seconds) {
        this.checkOnly = checkOnly;
        this.seconds = seconds;
    }

    Verdict of(StancProgram program) throws IOException, InterruptedException {
        String text = Files.readString(program.file());
        Future<?> compilation =
                worker.submit(() -> compile(program.file().getFileName().toString(), text));
        try {
            compilation.get(seconds, TimeUnit.SECONDS);
            return Verdict.accepted();
        } catch (ExecutionException e) {
            return verdict(e.getCause());
        } catch (TimeoutException e) {
            // A thread that does not end can't be ended; it is left behind.
            worker.shutdownNow();
            worker = worker();
            return new Verdict(Verdict.Kind.TIMED_OUT, 0, "no answer in " + seconds + " s");
        }
    }

    private void compile(String name, String text) {
        Compiler compiler = new Compiler(new Source(name, text), Autodiff.AUTOMATIC);
        if (checkOnly) {
            compiler.check();
        } else {
            compiler.generate();
        }
    }

    private static Verdict verdict(Throwable cause) {
        if (cause instanceof CompileException e) {
            Diagnostic first = e.diagnostics().get(0);
            boolean unsupported = e.diagnostics().stream().anyMatch(d -> d.code() == Code.NOT_SUPPORTED);
            return new Verdict(
                    unsupported ? Verdict.Kind.UNSUPPORTED : Verdict.Kind.REJECTED,
                    first.span().line(),
                    first.code().number() + " " + first.span().line() + ":"
                            + first.span().column() + " " + first.found().replace('\n', ' '));
        }
        StackTraceElement[] trace = cause.getStackTrace();
        return new Verdict(Verdict.Kind.CRASHED, 0, cause + (trace.length == 0 ? "" : " at " + trace[0]));
    }

    private static ExecutorService worker() {
        return Executors.newSingleThreadExecutor(task -> {
            Thread thread = new Thread(task, "trial");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public void close() {
        worker.shutdownNow();
    }
}
