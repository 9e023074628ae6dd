package se.knutpunkt.security;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.security.cert.X509Certificate;
import java.util.Optional;
import java.util.Set;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.Refusal;

/** The first filter: nothing that is not open reaches the hub without a caller, and no caller sends faster than it may. */
public final class AuthenticationFilter implements Filter {

    /** Request attribute with the {@link HubSystem} of the caller. */
    public static final String SYSTEM = "se.knutpunkt.system";

    private static final Set<String> METHODS = Set.of("GET", "HEAD", "POST", "PUT", "DELETE", "PATCH", "OPTIONS");
    private static final String CERTIFICATES = "jakarta.servlet.request.X509Certificate";

    private final Authentication authentication;
    private final RateLimits rateLimits;
    private final RejectionCounter rejections;
    private final RefusalWriter writer;
    private final long ceiling;

    /** @param ceiling largest body of anybody, in bytes */
    public AuthenticationFilter(
            Authentication authentication,
            RateLimits rateLimits,
            RejectionCounter rejections,
            RefusalWriter writer,
            long ceiling) {
        this.authentication = authentication;
        this.rateLimits = rateLimits;
        this.rejections = rejections;
        this.writer = writer;
        this.ceiling = ceiling;
    }

    @Override
    public void doFilter(ServletRequest any, ServletResponse anyResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) any;
        HttpServletResponse response = (HttpServletResponse) anyResponse;
        if (!METHODS.contains(request.getMethod())) {
            response.setStatus(HttpServletResponse.SC_METHOD_NOT_ALLOWED);
            return;
        }
        if (request.getContentLengthLong() > ceiling) {
            rejections.count("http", ErrorCode.TOO_LARGE);
            response.setHeader("Connection", "close");
            refuse(request, response, HttpServletResponse.SC_REQUEST_ENTITY_TOO_LARGE, ErrorCode.TOO_LARGE);
            return;
        }
        switch (Openness.of(request.getMethod(), ConsolePaths.path(request))) {
            case OPEN -> chain.doFilter(new CallerRequest(request, null), response);
            case LOOPBACK_ONLY -> onLoopback(request, response, chain);
            // whoever it is has been through the login of persons, which stands before this filter
            case CONSOLE -> chain.doFilter(request, response);
            case PROTECTED -> withCaller(request, response, chain);
        }
    }

    private void onLoopback(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (InetAddress.getByName(request.getRemoteAddr()).isLoopbackAddress()) {
            chain.doFilter(new CallerRequest(request, null), response);
        } else {
            response.setStatus(HttpServletResponse.SC_NOT_FOUND);
        }
    }

    private void withCaller(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (!authentication.isReady()) {
            response.setHeader("Retry-After", "5");
            refuse(request, response, HttpServletResponse.SC_SERVICE_UNAVAILABLE, ErrorCode.NO_CONFIGURATION);
            return;
        }
        Optional<HubSystem> system = findSystem(request);
        if (system.isEmpty()) {
            rejections.count("http", ErrorCode.NOT_AUTHENTICATED);
            response.setHeader("WWW-Authenticate", "Bearer");
            refuse(request, response, HttpServletResponse.SC_UNAUTHORIZED, ErrorCode.NOT_AUTHENTICATED);
            return;
        }
        long waitSeconds = request.getMethod().equals("POST") ? rateLimits.takeOne(system.get()) : 0;
        if (waitSeconds > 0) {
            rejections.count("http", ErrorCode.RATE_LIMITED);
            response.setHeader("Retry-After", Long.toString(waitSeconds));
            refuse(request, response, 429, ErrorCode.RATE_LIMITED);
            return;
        }
        request.setAttribute(SYSTEM, system.get());
        chain.doFilter(new CallerRequest(request, new Caller(system.get().id())), response);
    }

    private Optional<HubSystem> findSystem(HttpServletRequest request) {
        if (request.getAttribute(CERTIFICATES) instanceof X509Certificate[] chain && chain.length > 0) {
            return authentication.findByCertificate(chain[0]);
        }
        return authentication.findByAuthorization(request.getHeader("Authorization"));
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, int status, ErrorCode code)
            throws IOException {
        writer.write(request, response, status, Refusal.of(code, ""));
    }
}
