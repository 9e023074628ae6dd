package se.knutpunkt.intake;

import java.net.InetSocketAddress;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.Optional;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;
import se.knutpunkt.codec.Hl7Header;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.security.Authentication;

/** Who is at the other end of an MLLP connection: by client certificate, or on loopback by configuration. */
final class MllpPeers {

    private final Authentication authentication;

    MllpPeers(Authentication authentication) {
        this.authentication = authentication;
    }

    /**
     * @param session TLS session; null on a plain connection
     * @param remote the peer's address; null when it is not known
     */
    Optional<HubSystem> find(SSLSession session, InetSocketAddress remote, Hl7Header header) {
        if (session != null) {
            return certificate(session).flatMap(authentication::findByCertificate);
        }
        if (remote == null
                || remote.getAddress() == null
                || !remote.getAddress().isLoopbackAddress()) {
            return Optional.empty();
        }
        return authentication.findByLoopbackPeer(
                remote.getAddress().getHostAddress(), HsaId.find(header.sendingFacility()));
    }

    private static Optional<X509Certificate> certificate(SSLSession session) {
        try {
            Certificate[] chain = session.getPeerCertificates();
            return chain.length > 0 && chain[0] instanceof X509Certificate own ? Optional.of(own) : Optional.empty();
        } catch (SSLPeerUnverifiedException none) {
            return Optional.empty();
        }
    }
}
