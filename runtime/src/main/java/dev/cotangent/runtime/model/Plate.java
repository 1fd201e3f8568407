package dev.cotangent.runtime.model;

import java.util.List;

/**
 * A dimension of data over which a log density is a sum: what the terms of a row read.
 *
 * @param size name of the data variable that is the number of rows, as {@code N}
 * @param variables what has a value a row and is read by terms, in the order of declaration
 * @param wholes what terms or the rest of the density use that depends on all rows together; if there is any, the densities
 *     of two parts of the rows don't add up to that of all of them, unless these values are given with the data
 */
public record Plate(String size, List<RowVariable> variables, List<Whole> wholes) {

    public Plate {
        variables = List.copyOf(variables);
        wholes = List.copyOf(wholes);
    }

    /**
     * A value that depends on all rows together.
     *
     * @param name of the variable that holds it: the plate's size, or a variable of transformed data
     * @param location {@code file:line:column} of the statement that uses or computes it
     * @param message what it is, as {@code "the number of rows N is used as a number"}
     */
    public record Whole(String name, String location, String message) {}
}
