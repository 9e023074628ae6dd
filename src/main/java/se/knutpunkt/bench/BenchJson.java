package se.knutpunkt.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The result as one line of JSON, for a program that keeps figures over time. */
final class BenchJson {

    private static final ObjectMapper JSON = new ObjectMapper();

    private BenchJson() {}

    static String write(BenchResult result) {
        ObjectNode all = JSON.createObjectNode();
        all.set("machine", JSON.valueToTree(result.machine()));
        all.withObject("/machine").put("noisy", result.machine().isNoisy());
        ObjectNode figures = all.putObject("figures");
        ObjectNode missed = all.putObject("missedAims");
        for (Figure figure : result.figures()) {
            if (Double.isNaN(figure.value())) {
                figures.putNull(figure.key());
            } else {
                figures.put(figure.key(), rounded(figure.value()));
            }
            if (!figure.aim().isReached(figure.value())) {
                missed.put(figure.key(), figure.aim().bound());
            }
        }
        all.set("promises", JSON.valueToTree(result.promises()));
        all.put("promisesKept", result.promises().areKept());
        return all.toString();
    }

    private static double rounded(double value) {
        return Math.rint(value * 1_000) / 1_000;
    }
}
