package se.knutpunkt.security;

import java.security.Principal;

/**
 * The system that a request comes from.
 *
 * @param systemId id of the system in the directory
 */
public record Caller(String systemId) implements Principal {

    @Override
    public String getName() {
        return systemId;
    }
}
