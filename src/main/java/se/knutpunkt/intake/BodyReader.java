package se.knutpunkt.intake;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.function.LongConsumer;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** Reads a body within a bound on its size, also after decompression, and on its time, so that neither memory nor thread is lost. */
final class BodyReader {

    private static final int CHUNK = 8192;

    private final Duration longest;

    /** @param longest how long a whole body may take */
    BodyReader(Duration longest) {
        this.longest = longest;
    }

    /** A body that did not come in time. */
    static final class SlowBodyException extends IOException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * @param limit largest size; a byte more is TOO_LARGE
     * @param room told the size so far before more is read; may throw
     * @throws HubException TOO_LARGE, or UNREADABLE when it is said to be gzip and is not
     */
    byte[] read(InputStream body, boolean gzip, long limit, LongConsumer room) throws IOException {
        long deadline = System.nanoTime() + longest.toNanos();
        // The bound on the compressed bytes comes first: what is under it can only grow to the same bound after.
        InputStream bounded = new Bounded(body, limit, deadline);
        if (!gzip) {
            return drain(bounded, limit, deadline, room);
        }
        try (GZIPInputStream unpacked = new GZIPInputStream(bounded, CHUNK)) {
            return drain(unpacked, limit, deadline, room);
        } catch (ZipException | EOFException broken) {
            throw new HubException(ErrorCode.UNREADABLE, "body", "gzip");
        }
    }

    /** True when reading ended because nothing came, also where the server has wrapped that. */
    static boolean isSlow(IOException failure) {
        Throwable current = failure;
        for (int i = 0; i < 5 && current != null; i++, current = current.getCause()) {
            if (current instanceof SlowBodyException || current instanceof SocketTimeoutException) {
                return true;
            }
        }
        return false;
    }

    private static byte[] drain(InputStream stream, long limit, long deadline, LongConsumer room) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(CHUNK);
        byte[] chunk = new byte[CHUNK];
        for (int read = stream.read(chunk); read >= 0; read = stream.read(chunk)) {
            bytes.write(chunk, 0, read);
            requireRoom(bytes.size(), limit);
            room.accept(bytes.size());
            requireTime(deadline);
        }
        return bytes.toByteArray();
    }

    private static void requireRoom(long size, long limit) {
        if (size > limit) {
            throw new HubException(ErrorCode.TOO_LARGE, "body", "limit " + limit + " bytes");
        }
    }

    private static void requireTime(long deadline) throws IOException {
        if (System.nanoTime() - deadline > 0) {
            throw new SlowBodyException();
        }
    }

    /** Counts the bytes as they come over the wire. */
    private static final class Bounded extends InputStream {

        private final InputStream stream;
        private final long limit;
        private final long deadline;
        private long size;

        Bounded(InputStream stream, long limit, long deadline) {
            this.stream = stream;
            this.limit = limit;
            this.deadline = deadline;
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            requireTime(deadline);
            int read = stream.read(bytes, offset, length);
            if (read > 0) {
                size += read;
                requireRoom(size, limit);
            }
            return read;
        }
    }
}
