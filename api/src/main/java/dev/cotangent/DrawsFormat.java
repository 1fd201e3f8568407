package dev.cotangent;

import dev.cotangent.runtime.model.Layout;
import dev.cotangent.runtime.run.Column;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The parts that saved fits and snapshots have in common, big-endian: texts as {@link DataOutput#writeUTF}, lists with their
 * length, int, in front. Sizes are looked at before anything of that size is made, so that a damaged file is an error and no
 * exhausted memory.
 */
final class DrawsFormat {

    private static final int MOST_VARIABLES = 1_000_000;
    private static final int MOST_DIMENSIONS = 100;
    private static final int BLOCK = 8192;

    private DrawsFormat() {}

    static void write(FitIdentity identity, DataOutput out) throws IOException {
        out.writeUTF(identity.model());
        out.writeUTF(identity.modelHash());
        out.writeLong(identity.seed());
        write(identity.layout(), out);
    }

    static FitIdentity readIdentity(DataInput in) throws IOException {
        return new FitIdentity(in.readUTF(), in.readUTF(), in.readLong(), readLayout(in));
    }

    private static void write(Layout layout, DataOutput out) throws IOException {
        out.writeInt(layout.dimension());
        out.writeInt(layout.variables().size());
        for (Layout.Variable variable : layout.variables()) {
            out.writeUTF(variable.name());
            out.writeUTF(variable.block().name());
            out.writeUTF(variable.element().name());
            out.writeInt(variable.dimensions().size());
            for (int dimension : variable.dimensions()) {
                out.writeInt(dimension);
            }
        }
    }

    private static Layout readLayout(DataInput in) throws IOException {
        int dimension = count(in, Integer.MAX_VALUE);
        List<Layout.Variable> variables = new ArrayList<>();
        int size = count(in, MOST_VARIABLES);
        for (int k = 0; k < size; k++) {
            String name = in.readUTF();
            Layout.Block block = constant(Layout.Block.class, in.readUTF());
            Layout.Element element = constant(Layout.Element.class, in.readUTF());
            List<Integer> dimensions = new ArrayList<>();
            int rank = count(in, MOST_DIMENSIONS);
            for (int d = 0; d < rank; d++) {
                dimensions.add(count(in, Integer.MAX_VALUE));
            }
            variables.add(new Layout.Variable(name, block, element, dimensions));
        }
        return new Layout(dimension, variables);
    }

    static <E extends Enum<E>> E constant(Class<E> type, String name) throws IOException {
        try {
            return Enum.valueOf(type, name);
        } catch (IllegalArgumentException e) {
            throw new IOException("damaged: no " + type.getSimpleName() + " is called `" + name + "`", e);
        }
    }

    static int count(DataInput in, int most) throws IOException {
        int count = in.readInt();
        if (count < 0 || count > most) {
            throw new IOException("damaged: " + count + " where a number up to " + most + " is expected");
        }
        return count;
    }

    static void write(dev.cotangent.runtime.run.Draws draws, DataOutput out) throws IOException {
        out.writeInt(draws.columns().size());
        for (Column column : draws.columns()) {
            out.writeUTF(column.name());
            out.writeUTF(column.role().name());
            out.writeBoolean(column.integer());
        }
        out.writeInt(draws.chains());
        for (int chain = 0; chain < draws.chains(); chain++) {
            out.writeInt(draws.size(chain));
            for (int k = 0; k < draws.columns().size(); k++) {
                for (int draw = 0; draw < draws.size(chain); draw++) {
                    out.writeDouble(draws.value(chain, k, draw));
                }
            }
        }
    }

    static dev.cotangent.runtime.run.Draws readDraws(DataInput in) throws IOException {
        List<Column> columns = new ArrayList<>();
        int size = count(in, MOST_VARIABLES);
        for (int k = 0; k < size; k++) {
            columns.add(new Column(in.readUTF(), constant(Column.Role.class, in.readUTF()), in.readBoolean()));
        }
        double[][][] chains = new double[count(in, MOST_VARIABLES)][][];
        for (int chain = 0; chain < chains.length; chain++) {
            int draws = count(in, Integer.MAX_VALUE - 8);
            chains[chain] = new double[size][];
            for (int k = 0; k < size; k++) {
                chains[chain][k] = reals(in, draws);
            }
        }
        return dev.cotangent.runtime.run.Draws.of(columns, chains);
    }

    /** Reads block by block: what a file claims to have is not believed before it is there. */
    private static double[] reals(DataInput in, int count) throws IOException {
        double[] values = new double[Math.min(count, BLOCK)];
        for (int k = 0; k < count; k++) {
            if (k == values.length) {
                values = Arrays.copyOf(values, (int) Math.min(count, 2L * k));
            }
            values[k] = in.readDouble();
        }
        return values;
    }
}
