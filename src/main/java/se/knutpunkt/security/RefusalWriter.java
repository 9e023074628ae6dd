package se.knutpunkt.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import se.knutpunkt.message.Refusal;

/** Writes a refusal as the answer to a request, in the form its entrance speaks. */
@FunctionalInterface
public interface RefusalWriter {

    void write(HttpServletRequest request, HttpServletResponse response, int status, Refusal refusal)
            throws IOException;
}
