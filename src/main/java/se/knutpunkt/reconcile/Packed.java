package se.knutpunkt.reconcile;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Text as it is kept: UTF-8, gzip. */
final class Packed {

    private Packed() {}

    static byte[] pack(String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return bytes.toByteArray();
    }

    static InputStream open(byte[] packed) {
        try {
            return new GZIPInputStream(new ByteArrayInputStream(packed));
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
