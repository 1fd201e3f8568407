package dev.cotangent.cli.report;

import dev.cotangent.runtime.approximation.PathfinderRun.PathReport;
import dev.cotangent.runtime.pathfinder.Path;
import java.io.PrintWriter;
import java.util.List;

/** How each path of Pathfinder went. */
public final class PathTable {

    private static final List<String> HEAD =
            List.of("path", "elbo", "best step", "steps", "gradients", "densities", "outside");

    private PathTable() {}

    /** Prints a line a path, after a line of headings; then why paths gave nothing. */
    public static void print(List<PathReport> paths, PrintWriter out) {
        TextTable table = new TextTable();
        table.add(HEAD);
        for (int k = 0; k < paths.size(); k++) {
            int number = k + 1;
            PathReport report = paths.get(k);
            report.path().ifPresent(path -> table.add(row(number, path, report.outside())));
        }
        table.print(out);
        for (PathReport report : paths) {
            if (!report.failure().isEmpty()) {
                out.println("no approximation from " + report.failure());
            }
        }
    }

    private static List<String> row(int number, Path path, int outside) {
        return List.of(
                Integer.toString(number),
                path.best().isPresent() ? NumberFormat.digits(path.elbo(), 5) : "-",
                path.best().isPresent() ? Integer.toString(path.bestIteration()) : "-",
                Integer.toString(path.iterations()),
                Long.toString(path.gradients()),
                Long.toString(path.evaluations()),
                Integer.toString(outside));
    }
}
