package se.knutpunkt.security.login;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.authentication.LoginUrlAuthenticationEntryPoint;

/** Sends a person to the login page; a part of a page that is fetched afresh makes the whole page go there. */
final class LoginPage extends LoginUrlAuthenticationEntryPoint {

    static final String PATH = "/login";

    LoginPage() {
        super(PATH);
        // The hub may stand behind something that knows its outer name better.
        setFavorRelativeUris(true);
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException why)
            throws IOException, jakarta.servlet.ServletException {
        if (request.getHeader("HX-Request") != null) {
            response.setStatus(HttpServletResponse.SC_UNAUTHORIZED);
            response.setHeader("HX-Redirect", PATH);
            response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
            return;
        }
        super.commence(request, response, why);
    }
}
