package se.knutpunkt.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A request whose caller is known. It shows only the headers that something behind it reads: a header that claims an identity, or
 * that a component takes for a command, is not there.
 */
final class CallerRequest extends HttpServletRequestWrapper {

    private static final Set<String> ALLOWED = Set.of(
            "accept",
            "accept-encoding",
            "accept-language",
            "connection",
            "content-encoding",
            "content-length",
            "content-type",
            "host",
            "if-match",
            "if-none-match",
            "prefer",
            "range",
            "traceparent",
            "tracestate",
            "transfer-encoding",
            "user-agent");

    private final Caller caller;

    /** @param caller null where nobody needs to be known */
    CallerRequest(HttpServletRequest request, Caller caller) {
        super(request);
        this.caller = caller;
    }

    @Override
    public Principal getUserPrincipal() {
        return caller;
    }

    @Override
    public String getRemoteUser() {
        return caller == null ? null : caller.getName();
    }

    @Override
    public boolean isUserInRole(String role) {
        return false;
    }

    @Override
    public String getHeader(String name) {
        return isAllowed(name) ? super.getHeader(name) : null;
    }

    @Override
    public Enumeration<String> getHeaders(String name) {
        return isAllowed(name) ? super.getHeaders(name) : Collections.emptyEnumeration();
    }

    @Override
    public Enumeration<String> getHeaderNames() {
        List<String> names = new ArrayList<>();
        Collections.list(super.getHeaderNames()).stream()
                .filter(CallerRequest::isAllowed)
                .forEach(names::add);
        return Collections.enumeration(names);
    }

    private static boolean isAllowed(String name) {
        return ALLOWED.contains(name.toLowerCase(Locale.ROOT));
    }
}
