package dev.cotangent.cli.report;

import dev.cotangent.runtime.kernel.Statistic;
import dev.cotangent.runtime.output.TableFile;
import dev.cotangent.runtime.run.Column;
import dev.cotangent.runtime.run.ColumnSource;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The draws of a run whose trajectories diverged, as a table of their own. */
public final class DivergentDraws {

    private DivergentDraws() {}

    /**
     * Writes a CSV file: number of chain and draw, from 1, then all columns of the draws.
     *
     * @return how many there are; the file has no rows if there are none
     */
    public static int write(ColumnSource draws, Path file) throws IOException {
        List<String> names = draws.columns().stream().map(Column::name).toList();
        int flag = names.indexOf(Statistic.DIVERGENT.column());
        List<String> heads = new ArrayList<>(List.of("chain__", "draw__"));
        heads.addAll(names);
        double[] row = new double[heads.size()];
        int[] found = {0};
        try (TableFile table = new TableFile(file, Map.of(), heads)) {
            for (int chain = 0; chain < draws.chains() && flag >= 0; chain++) {
                row[0] = chain + 1;
                row[1] = 0;
                draws.rows(chain, draw -> {
                    row[1]++;
                    if (draw[flag] != 0) {
                        System.arraycopy(draw, 0, row, 2, draw.length);
                        table.row(row);
                        found[0]++;
                    }
                });
            }
            table.complete();
        }
        return found[0];
    }
}
