package dev.cotangent.bench;

import dev.cotangent.runtime.data.MapData;
import dev.cotangent.runtime.model.DataSource;

/**
 * Effects of coaching in eight schools.
 *
 * @param y estimated effects, shape [J]
 * @param sigma their standard errors, shape [J]
 */
record EightSchoolsData(double[] y, double[] sigma) {

    /** The data of Rubin (1981), Journal of Educational Statistics 6, 377-401, table 1. */
    static EightSchoolsData rubin() {
        return new EightSchoolsData(
                new double[] {28, 8, -3, 7, -1, 1, 18, 12}, new double[] {15, 10, 16, 11, 9, 11, 10, 18});
    }

    DataSource source() {
        return MapData.builder()
                .put("J", y.length)
                .put("y", y)
                .put("sigma", sigma)
                .build();
    }
}
