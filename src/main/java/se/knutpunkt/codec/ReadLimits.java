package se.knutpunkt.codec;

/**
 * Bounds on what is read.
 *
 * @param maxBytes largest message, after decompression
 * @param maxDepth deepest nesting
 * @param defaultCharset charset where the message does not say; {@code null} or empty for UTF-8
 */
public record ReadLimits(long maxBytes, int maxDepth, String defaultCharset) {

    /** 10 MB, 64 levels, UTF-8. */
    public static final ReadLimits DEFAULT = new ReadLimits(10_000_000, 64, "UTF-8");
}
