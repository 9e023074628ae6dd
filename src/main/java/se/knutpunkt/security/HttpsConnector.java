package se.knutpunkt.security;

import org.apache.catalina.connector.Connector;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.net.SSLHostConfig;
import org.apache.tomcat.util.net.SSLHostConfigCertificate;
import org.apache.tomcat.util.net.SSLHostConfigCertificate.Type;

/** The second entrance for HTTP: TLS, where a client may show its function certificate and a shown one must be trusted. */
public final class HttpsConnector {

    private HttpsConnector() {}

    /**
     * @param port zero for a free one
     * @param certificateNeeded true when a client without a certificate is turned away in the handshake
     */
    public static Connector create(ServerTls tls, String address, int port, boolean certificateNeeded) {
        Connector connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
        connector.setScheme("https");
        connector.setSecure(true);
        connector.setPort(port);
        AbstractHttp11Protocol<?> protocol = (AbstractHttp11Protocol<?>) connector.getProtocolHandler();
        protocol.setSSLEnabled(true);
        connector.setProperty("address", address);
        connector.addSslHostConfig(hostConfig(tls, certificateNeeded));
        return connector;
    }

    private static SSLHostConfig hostConfig(ServerTls tls, boolean certificateNeeded) {
        SSLHostConfig config = new SSLHostConfig();
        config.setProtocols("TLSv1.2+TLSv1.3");
        config.setCertificateVerification(certificateNeeded ? "required" : "optional");
        config.setTruststoreFile(tls.truststore().toString());
        config.setTruststorePassword(tls.truststorePassword());
        config.setTruststoreType("PKCS12");
        SSLHostConfigCertificate certificate = new SSLHostConfigCertificate(config, Type.UNDEFINED);
        certificate.setCertificateKeystoreFile(tls.keystore().toString());
        certificate.setCertificateKeystorePassword(tls.keystorePassword());
        certificate.setCertificateKeystoreType("PKCS12");
        config.addCertificate(certificate);
        return config;
    }
}
