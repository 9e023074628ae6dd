package se.knutpunkt.security.login;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import se.knutpunkt.security.ConsolePaths;

/**
 * Lets the filters of Spring Security see a person's requests and no others: they refuse what they find odd in an address before they
 * look whose it is, and a system's request is none of their business.
 */
final class ConsoleOnly implements Filter {

    private final Filter security;

    ConsoleOnly(Filter security) {
        this.security = security;
    }

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (ConsolePaths.contains((HttpServletRequest) request)) {
            security.doFilter(request, response, chain);
        } else {
            chain.doFilter(request, response);
        }
    }
}
