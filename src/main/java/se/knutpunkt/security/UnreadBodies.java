package se.knutpunkt.security;

import jakarta.servlet.ServletException;
import jakarta.servlet.ServletInputStream;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ValveBase;
import org.apache.coyote.ActionCode;

/**
 * Does not wait for the rest of a body that nobody will read: who was turned away could hold a thread with it, byte by byte. What has
 * come already is read, so that a sender that is done sending gets its answer; then the connection is closed.
 */
final class UnreadBodies extends ValveBase {

    private static final int MOST = 1_000_000;

    UnreadBodies() {
        super(true);
    }

    @Override
    public void invoke(Request request, Response response) throws IOException, ServletException {
        getNext().invoke(request, response);
        if (response.getStatus() >= HttpServletResponse.SC_BAD_REQUEST
                && !request.isAsync()
                && hasBody(request)
                && !isReadOut(request)) {
            request.getCoyoteRequest().action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        }
    }

    private static boolean hasBody(Request request) {
        return request.getContentLengthLong() > 0 || request.getHeader("Transfer-Encoding") != null;
    }

    private static boolean isReadOut(Request request) {
        byte[] chunk = new byte[8_192];
        int read = 0;
        try {
            ServletInputStream body = request.getInputStream();
            while (read < MOST && !body.isFinished() && body.available() > 0) {
                int more = body.read(chunk);
                if (more < 0) {
                    return true;
                }
                read += more;
            }
            return body.isFinished();
        } catch (IOException broken) {
            return false;
        }
    }
}
