package se.knutpunkt.codec;

import java.util.Optional;

/** The characters a message says that it is built of, in MSH-1 and MSH-2. A subcomponent or escape that it leaves out is NUL, which no message holds. */
record Hl7Separators(char field, char component, char repetition, char escape, char subcomponent, String text) {

    static final Hl7Separators USUAL = new Hl7Separators('|', '^', '~', '\\', '&', "|^~\\&");

    /** The separators of a text that begins with MSH, or empty when they are missing, doubled, or letters or digits. */
    static Optional<Hl7Separators> find(String text) {
        if (!text.startsWith("MSH") || text.length() < 6) {
            return Optional.empty();
        }
        char field = text.charAt(3);
        int end = text.indexOf(field, 4);
        String rest = text.substring(4, end < 0 ? Math.min(text.length(), 10) : end);
        String all = field + rest;
        if (rest.length() < 2 || rest.length() > 5 || !areSeparators(all)) {
            return Optional.empty();
        }
        char escape = rest.length() > 2 ? rest.charAt(2) : 0;
        char subcomponent = rest.length() > 3 ? rest.charAt(3) : 0;
        return Optional.of(new Hl7Separators(field, rest.charAt(0), rest.charAt(1), escape, subcomponent, all));
    }

    private static boolean areSeparators(String all) {
        for (int i = 0; i < all.length(); i++) {
            char c = all.charAt(i);
            if (c < '!' || c > '~' || Character.isLetterOrDigit(c) || all.indexOf(c) != i) {
                return false;
            }
        }
        return true;
    }
}
