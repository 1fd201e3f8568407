package dev.cotangent.runtime.run;

import java.util.List;

/**
 * Some chains of a source.
 *
 * @param source all of them
 * @param selected indices of those that are shown, in order
 */
record ChainSelection(ColumnSource source, List<Integer> selected) implements ColumnSource {

    ChainSelection {
        selected = List.copyOf(selected);
    }

    @Override
    public List<Column> columns() {
        return source.columns();
    }

    @Override
    public int chains() {
        return selected.size();
    }

    @Override
    public int size(int chain) {
        return source.size(selected.get(chain));
    }

    @Override
    public void read(List<Integer> indices, Receiver receiver) {
        source.read(
                indices,
                (index, chains) -> receiver.accept(
                        index, selected.stream().map(chain -> chains[chain]).toArray(double[][]::new)));
    }

    @Override
    public void rows(int chain, RowReceiver receiver) {
        source.rows(selected.get(chain), receiver);
    }
}
