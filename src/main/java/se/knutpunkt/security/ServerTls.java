package se.knutpunkt.security;

import java.nio.file.Path;

/**
 * The hub's own certificate and the authorities whose client certificates it trusts.
 *
 * @param keystore PKCS12 file with the server's key; null when the hub has no TLS entrances
 * @param keystorePassword its password
 * @param truststore PKCS12 file with the trusted authorities
 * @param truststorePassword its password
 */
public record ServerTls(Path keystore, String keystorePassword, Path truststore, String truststorePassword) {

    /** No TLS entrances. */
    public static final ServerTls NONE = new ServerTls(null, "", null, "");

    public boolean isConfigured() {
        return keystore != null;
    }

    /** Without the passwords. */
    @Override
    public String toString() {
        return "ServerTls[configured=" + isConfigured() + "]";
    }
}
