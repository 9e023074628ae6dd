package se.knutpunkt.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.knutpunkt.message.TestIdentities;

/** Every form in which a seeded person could have got into something written. */
final class PersonNeedles {

    /** Shorter words are found by chance in binary files. */
    private static final int SHORTEST = 6;

    private PersonNeedles() {}

    static Set<String> all() throws IOException {
        Set<String> needles = new LinkedHashSet<>();
        for (TestIdentities.Quoted quoted : TestIdentities.listQuoted()) {
            String twelve = quoted.id().value();
            needles.add(twelve);
            needles.add(twelve.substring(0, 8) + "-" + twelve.substring(8));
            needles.add(twelve.substring(2, 8) + "-" + twelve.substring(8));
            needles.add(twelve.substring(2, 8) + "+" + twelve.substring(8));
            needles.add(Base64.getEncoder().encodeToString(twelve.getBytes(StandardCharsets.US_ASCII)));
            needles.add(HexFormat.of().formatHex(twelve.getBytes(StandardCharsets.US_ASCII)));
        }
        JsonNode traffic = new ObjectMapper(new YAMLFactory())
                .readTree(Path.of("test-data/traffic/traffic.yaml").toFile());
        List<String> words = new ArrayList<>(List.of("Ängsvägen 4"));
        for (String list : List.of("women", "men", "families", "streets")) {
            traffic.path(list).forEach(word -> words.add(word.asText()));
        }
        for (String word : words) {
            if (word.length() >= SHORTEST && !word.chars().allMatch(letter -> letter < 128)) {
                needles.add(word);
                needles.add(URLEncoder.encode(word, StandardCharsets.UTF_8));
                needles.add(Base64.getEncoder()
                        .encodeToString(word.getBytes(StandardCharsets.UTF_8))
                        .replace("=", ""));
                needles.add(HexFormat.of().formatHex(word.getBytes(StandardCharsets.UTF_8)));
            }
        }
        return needles;
    }

    /** The needles found, told by place and kind only by their position in the list, never by what they are. */
    static List<String> findIn(byte[] content, Set<String> needles, String place) {
        List<String> found = new ArrayList<>();
        for (Charset charset : List.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1)) {
            Map<Integer, List<byte[]>> byStart = byStart(needles, charset);
            for (int i = 0; i + 3 < content.length; i++) {
                for (byte[] needle : byStart.getOrDefault(start(content, i), List.of())) {
                    if (startsWith(content, i, needle)) {
                        found.add(place + " at " + i + ": " + new String(needle, charset));
                    }
                }
            }
        }
        return found.stream().distinct().limit(20).toList();
    }

    private static Map<Integer, List<byte[]>> byStart(Set<String> needles, Charset charset) {
        Map<Integer, List<byte[]>> byStart = new HashMap<>();
        for (String needle : needles) {
            byte[] bytes = needle.getBytes(charset);
            byStart.computeIfAbsent(start(bytes, 0), any -> new ArrayList<>()).add(bytes);
        }
        return byStart;
    }

    private static int start(byte[] bytes, int at) {
        return (bytes[at] & 0xff) << 24
                | (bytes[at + 1] & 0xff) << 16
                | (bytes[at + 2] & 0xff) << 8
                | bytes[at + 3] & 0xff;
    }

    private static boolean startsWith(byte[] content, int at, byte[] needle) {
        if (at + needle.length > content.length) {
            return false;
        }
        for (int i = 4; i < needle.length; i++) {
            if (content[at + i] != needle[i]) {
                return false;
            }
        }
        return true;
    }
}
