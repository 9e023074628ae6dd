package se.knutpunkt.deliver;

import java.io.IOException;

/** A receiver's answer went on past what is read; the connection is closed. */
final class AnswerTooLarge extends IOException {

    private static final long serialVersionUID = 1L;

    AnswerTooLarge() {
        super("answer too large");
    }
}
