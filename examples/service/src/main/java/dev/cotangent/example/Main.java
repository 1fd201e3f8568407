package dev.cotangent.example;

import java.io.IOException;
import java.nio.file.Path;

/** Starts the service. */
public final class Main {

    private Main() {}

    /** Serves on a port (8080) with a folder of state (service-state) until the process ends. */
    public static void main(String[] arguments) throws IOException {
        int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 8080;
        Path folder = Path.of(arguments.length > 1 ? arguments[1] : "service-state");
        Service service = Service.start(port, folder, ServiceLimits.defaults());
        Runtime.getRuntime().addShutdownHook(new Thread(service::close));
        System.out.println("listening on http://localhost:" + service.port() + ", state in " + folder.toAbsolutePath());
    }
}
