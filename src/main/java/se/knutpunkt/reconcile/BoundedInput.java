package se.knutpunkt.reconcile;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Ends reading with an exception where a list is larger than it may be. */
final class BoundedInput extends FilterInputStream {

    private long left;

    BoundedInput(InputStream in, long mostBytes) {
        super(in);
        this.left = mostBytes;
    }

    /** The list is too large. */
    static final class TooLarge extends IOException {
        private static final long serialVersionUID = 1L;
    }

    @Override
    public int read() throws IOException {
        int value = super.read();
        count(value < 0 ? 0 : 1);
        return value;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int count = super.read(bytes, offset, length);
        count(Math.max(0, count));
        return count;
    }

    private void count(int bytes) throws TooLarge {
        left -= bytes;
        if (left < 0) {
            throw new TooLarge();
        }
    }
}
