package se.knutpunkt.intake;

import se.knutpunkt.codec.Format;

/**
 * An answer over HTTP.
 *
 * @param status the status
 * @param format what the body is
 * @param body the body
 * @param retryAfterSeconds when to try again; zero when that is not said
 */
record HttpAnswer(int status, Format format, byte[] body, int retryAfterSeconds) {

    String contentType() {
        return format.mediaType() + ";charset=UTF-8";
    }
}
