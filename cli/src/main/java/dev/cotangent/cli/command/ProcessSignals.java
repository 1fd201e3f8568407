package dev.cotangent.cli.command;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/**
 * Handles the signals that ask a process to end. They are found by name in {@code sun.misc}, which every Java platform has
 * (module {@code jdk.unsupported}) and compilers warn of; without them, signals end the process as usual.
 */
final class ProcessSignals implements AutoCloseable {

    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");

    /** Signals and the handlers that they had. */
    private final Map<Object, Object> previous = new LinkedHashMap<>();

    private ProcessSignals() {}

    /** Passes the number of each signal to a handler, on a thread of its own. */
    static ProcessSignals handle(IntConsumer handler) {
        ProcessSignals signals = new ProcessSignals();
        for (String name : NAMES) {
            try {
                signals.handle(name, handler);
            } catch (ReflectiveOperationException e) {
                // not on this system, or taken by somebody else: it stays as it is
            }
        }
        return signals;
    }

    private void handle(String name, IntConsumer handler) throws ReflectiveOperationException {
        Class<?> type = Class.forName("sun.misc.Signal");
        Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
        Method number = type.getMethod("getNumber");
        Object proxy = Proxy.newProxyInstance(
                ProcessSignals.class.getClassLoader(), new Class<?>[] {handlerType}, (self, method, arguments) -> {
                    if (method.getName().equals("handle")) {
                        handler.accept((int) number.invoke(arguments[0]));
                        return null;
                    }
                    return method.getName().equals("equals") ? self == arguments[0] : System.identityHashCode(self);
                });
        Object signal = type.getConstructor(String.class).newInstance(name);
        previous.put(signal, install(signal, proxy));
    }

    private static Object install(Object signal, Object handler) throws ReflectiveOperationException {
        Class<?> handlerType = Class.forName("sun.misc.SignalHandler");
        return signal.getClass()
                .getMethod("handle", signal.getClass(), handlerType)
                .invoke(null, signal, handler);
    }

    /** Gives the signals their former handlers back. */
    @Override
    public void close() {
        previous.forEach((signal, handler) -> {
            try {
                install(signal, handler);
            } catch (InvocationTargetException e) {
                throw new IllegalStateException(e.getCause());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
