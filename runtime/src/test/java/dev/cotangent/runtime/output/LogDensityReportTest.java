package dev.cotangent.runtime.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.cotangent.runtime.output.LogDensityReport.Evaluation;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogDensityReportTest {

    private static String json(LogDensityReport report) throws IOException {
        StringWriter text = new StringWriter();
        report.write(text);
        return text.toString();
    }

    @Test
    void writesOneObject() throws IOException {
        LogDensityReport report = new LogDensityReport(2, List.of(new Evaluation(-1.5, new double[] {0.1, 2e-300})));

        assertThat(json(report))
                .isEqualTo("{\"dimension\":2,\"points\":[{\"log_density\":-1.5,\"gradient\":[0.1,2.0E-300]}]}");
    }

    @Test
    void writesNumbersThatAreNotFiniteAsStrings() throws IOException {
        Evaluation point =
                new Evaluation(Double.NEGATIVE_INFINITY, new double[] {Double.NaN, Double.POSITIVE_INFINITY});

        assertThat(json(new LogDensityReport(2, List.of(point))))
                .contains("\"log_density\":\"-Infinity\"", "\"gradient\":[\"NaN\",\"Infinity\"]");
    }

    @Test
    void writesTheShortestTextOnEveryVersionOfJava() throws IOException {
        // Java 17's Double.toString gives 1.9999999999999998E23 (JDK-4511638).
        Evaluation point = new Evaluation(2e23, new double[] {8.41e21});

        assertThat(json(new LogDensityReport(1, List.of(point)))).contains("2.0E23", "8.41E21");
    }

    @Test
    void writesNoPoints() throws IOException {
        assertThat(json(new LogDensityReport(3, List.of()))).isEqualTo("{\"dimension\":3,\"points\":[]}");
    }
}
