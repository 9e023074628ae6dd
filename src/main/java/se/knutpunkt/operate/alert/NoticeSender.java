package se.knutpunkt.operate.alert;

import se.knutpunkt.ledger.NoticeRow;

/** Sends one notice; by e-mail or to the webhook. */
interface NoticeSender {

    /** @throws NotSent when it did not get through */
    void send(NoticeRow notice) throws NotSent;

    /** Why it did not get through, in a word or two without addresses or content. */
    final class NotSent extends Exception {
        private static final long serialVersionUID = 1;

        NotSent(String word) {
            super(word);
        }
    }
}
