package dev.cotangent.runtime.model;

import dev.cotangent.runtime.model.BoundModel.Output;
import dev.cotangent.runtime.model.BoundModel.Step;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The variables of a layout: a tuple gives one a component, an array of tuples one a component of each element, named and
 * ordered as CmdStan does, {@code x.1:1, x.1:2, x.2:1, x.2:2}.
 */
final class OutputVariables {

    /** A component with the sizes of all arrays around it and its own. */
    private record Leaf(Output output, int[] sizes) {

        Step step(int depth) {
            return output.path().get(depth);
        }
    }

    private final List<Layout.Variable> variables = new ArrayList<>();

    private OutputVariables() {}

    static List<Layout.Variable> of(List<Output> outputs, int[][] sizes) {
        OutputVariables result = new OutputVariables();
        List<Leaf> leaves = new ArrayList<>();
        for (int k = 0; k < sizes.length; k++) {
            Output output = outputs.get(k);
            if (!leaves.isEmpty() && !leaves.get(0).output().name().equals(output.name())) {
                result.add(leaves, leaves.get(0).output().name(), 0, 0);
                leaves.clear();
            }
            leaves.add(new Leaf(output, sizes[k]));
        }
        if (!leaves.isEmpty()) {
            result.add(leaves, leaves.get(0).output().name(), 0, 0);
        }
        return result.variables;
    }

    /**
     * Adds the components of one value.
     *
     * @param depth number of steps taken
     * @param outer number of dimensions of arrays of tuples passed
     */
    private void add(List<Leaf> leaves, String name, int depth, int outer) {
        Leaf first = leaves.get(0);
        if (depth == first.output().path().size()) {
            List<Integer> dimensions = Arrays.stream(first.sizes(), outer, first.sizes().length)
                    .boxed()
                    .toList();
            variables.add(new Layout.Variable(
                    name, first.output().block(), first.output().element(), dimensions));
            return;
        }
        int inner = outer + first.step(depth).dimensions();
        for (String element : Layout.names(name, Arrays.copyOfRange(first.sizes(), outer, inner))) {
            addComponents(leaves, element, depth, inner);
        }
    }

    private void addComponents(List<Leaf> leaves, String name, int depth, int outer) {
        int from = 0;
        while (from < leaves.size()) {
            int component = leaves.get(from).step(depth).component();
            int to = from;
            while (to < leaves.size() && leaves.get(to).step(depth).component() == component) {
                to++;
            }
            add(leaves.subList(from, to), name + ":" + component, depth + 1, outer);
            from = to;
        }
    }
}
