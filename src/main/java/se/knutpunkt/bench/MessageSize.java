package se.knutpunkt.bench;

import java.util.Optional;

/** How large the messages are. The smallest is that of an ordinary message; the others get longer texts. */
public enum MessageSize {
    SMALL("2k", 2_000, 490),
    MEDIUM("20k", 20_000, 245),
    LARGE("200k", 200_000, 98);

    private final String code;
    private final int bytes;
    private final int episodes;

    MessageSize(String code, int bytes, int episodes) {
        this.code = code;
        this.bytes = bytes;
        this.episodes = episodes;
    }

    /** As it is written on the command line. */
    public String code() {
        return code;
    }

    int bytes() {
        return bytes;
    }

    /** How many different episodes are made of it; they come again under other ids. */
    int episodes() {
        return episodes;
    }

    public static Optional<MessageSize> findByCode(String code) {
        for (MessageSize size : values()) {
            if (size.code.equals(code)) {
                return Optional.of(size);
            }
        }
        return Optional.empty();
    }
}
