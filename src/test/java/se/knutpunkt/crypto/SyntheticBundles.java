package se.knutpunkt.crypto;

import com.github.luben.zstd.ZstdDictTrainer;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** Made-up Bundles of the size and shape of real ones. */
final class SyntheticBundles {
    private SyntheticBundles() {}

    static String bundle(int n) {
        StringBuilder json = new StringBuilder("{\"resourceType\":\"Bundle\",\"type\":\"message\",\"entry\":[");
        for (int i = 0; i < 6; i++) {
            json.append(i == 0 ? "" : ",")
                    .append("{\"fullUrl\":\"urn:uuid:")
                    .append(new UUID(n, i))
                    .append("\",\"resource\":{\"resourceType\":\"Communication\",\"status\":\"completed\",\"subject\":")
                    .append("{\"reference\":\"urn:uuid:")
                    .append(new UUID(n, 1))
                    .append("\"},\"sent\":\"2026-11-24T10:00:0")
                    .append(i)
                    .append("+01:00\",\"payload\":[{\"contentString\":\"born 1938, needs help with stairs ")
                    .append(i)
                    .append("\"}]}}");
        }
        return json.append("]}").toString();
    }

    /** A small dictionary, another one for each number. */
    static byte[] dictionary(int n) {
        ZstdDictTrainer trainer = new ZstdDictTrainer(1 << 20, 2048);
        for (int i = 0; i < 200; i++) {
            trainer.addSample(bundle(200 * n + i).getBytes(StandardCharsets.UTF_8));
        }
        return trainer.trainSamples();
    }
}
