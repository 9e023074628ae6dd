package se.knutpunkt.report.paper;

import com.openhtmltopdf.extend.Hyphenator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.fop.hyphenation.Hyphenation;
import org.apache.fop.hyphenation.HyphenationTree;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** Says by soft hyphens where the long words of a Swedish text may be divided, by the patterns that TeX uses. */
final class Hyphens implements Hyphenator {

    private static final char SOFT = '\u00ad';
    private static final int AT_LEAST_BEFORE = 3;
    private static final int AT_LEAST_AFTER = 3;

    /** Shorter words are not worth a division; what has digits or other signs beside its letters is a code. */
    private static final Pattern LONG_WORD =
            Pattern.compile("(?<![\\p{L}\\p{N}_./:@-])\\p{L}{9,}(?![\\p{L}\\p{N}_/:@]|\\.\\p{L})");

    private final HyphenationTree patterns = patterns();
    private final Map<String, String> known = new ConcurrentHashMap<>();

    @Override
    public String hyphenateText(String text) {
        return LONG_WORD.matcher(text).replaceAll(found -> known.computeIfAbsent(found.group(), this::divided));
    }

    private String divided(String word) {
        Hyphenation places = patterns.hyphenate(word, AT_LEAST_BEFORE, AT_LEAST_AFTER);
        if (places == null) {
            return word;
        }
        StringBuilder divided = new StringBuilder();
        int from = 0;
        for (int place : places.getHyphenationPoints()) {
            divided.append(word, from, place).append(SOFT);
            from = place;
        }
        return divided.append(word.substring(from)).toString();
    }

    private static HyphenationTree patterns() {
        HyphenationTree tree = org.apache.fop.hyphenation.Hyphenator.getFopHyphenationTree("sv");
        if (tree == null) {
            throw new HubException(ErrorCode.INTERNAL, "hyph/sv.hyp", "cannot be read");
        }
        return tree;
    }
}
