package se.knutpunkt.intake;

import static java.time.format.DateTimeFormatter.ISO_OFFSET_DATE_TIME;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/**
 * A case of {@code test-data/bad-input}: a message as bytes with {@code @UUID@}, {@code @NUMBER@}, {@code @NOW@}, {@code @HL7NOW@} and
 * {@code @TOMORROW@} filled in, and what the hub must answer.
 */
record BadInputCase(String name, JsonNode meta, byte[] input) {

    private static final AtomicInteger NUMBER = new AtomicInteger((int) (System.nanoTime() % 1_000_000));

    static Stream<BadInputCase> all() {
        try (Stream<Path> folders = Files.list(Path.of("test-data/bad-input"))) {
            return folders.filter(Files::isDirectory).sorted().map(BadInputCase::read).toList().stream();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    static BadInputCase get(String name) {
        return read(Path.of("test-data/bad-input", name));
    }

    private static BadInputCase read(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> inputs = files.filter(
                            file -> file.getFileName().toString().startsWith("input."))
                    .toList();
            if (inputs.size() != 1) {
                throw new AssertionError(folder + ": one file input.*");
            }
            JsonNode meta =
                    new YAMLMapper().readTree(folder.resolve("case.yaml").toFile());
            return new BadInputCase(folder.getFileName().toString(), meta, Files.readAllBytes(inputs.get(0)));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    String text(String key) {
        return meta.path(key).asText();
    }

    /** What goes over the wire. */
    byte[] bytes() {
        byte[] filled = fill(input);
        int padTo = meta.path("padTo").asInt();
        if (padTo > 0) {
            byte[] padded = new byte[padTo];
            java.util.Arrays.fill(padded, (byte) ' ');
            System.arraycopy(filled, 0, padded, 0, filled.length);
            filled = padded;
        }
        return meta.path("gzip").asBoolean() ? gzip(filled) : filled;
    }

    /** Latin 1 keeps every byte as it is, whatever the charset of the case. */
    private byte[] fill(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        OffsetDateTime now = OffsetDateTime.now(ZoneId.of("Europe/Stockholm"))
                .minusMinutes(1)
                .truncatedTo(ChronoUnit.SECONDS);
        while (text.contains("@UUID@")) {
            text = text.replaceFirst("@UUID@", UUID.randomUUID().toString());
        }
        int nest = meta.path("nest").asInt();
        text = text.replace("@NEST@", "[".repeat(nest) + "]".repeat(nest))
                .replace("@NUMBER@", "B" + NUMBER.incrementAndGet())
                .replace("@NOW@", ISO_OFFSET_DATE_TIME.format(now))
                .replace(
                        "@HL7NOW@",
                        DateTimeFormatter.ofPattern("yyyyMMddHHmmssxx").format(now))
                .replace("@TOMORROW@", ISO_OFFSET_DATE_TIME.format(now.plusDays(1)));
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] gzip(byte[] bytes) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream stream = new GZIPOutputStream(packed)) {
            stream.write(bytes);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        return packed.toByteArray();
    }

    @Override
    public String toString() {
        return name;
    }
}
