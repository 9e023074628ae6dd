package se.knutpunkt.ledger;

/** Words for the shell that PostgreSQL gives its commands to. */
final class Shell {
    private Shell() {}

    /** The text as one word, whatever is in it. */
    static String quote(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
