package se.knutpunkt.security;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/** A certificate authority for demonstration and tests, which says in its name that it is not SITHS. */
public final class DemoAuthority {

    /** What every certificate of it says. */
    public static final String ISSUER = "C=SE,O=Knutpunkt,CN=TEST Knutpunkt CA\\, not SITHS";

    private static final Duration VALIDITY = Duration.ofDays(730);
    private static final String ALIAS = "knutpunkt";

    private final PrivateKey key;
    private final X509Certificate certificate;
    private final Clock clock;
    private final SecureRandom random = new SecureRandom();

    private DemoAuthority(PrivateKey key, X509Certificate certificate, Clock clock) {
        this.key = key;
        this.certificate = certificate;
        this.clock = clock;
    }

    /** A key with its certificate and the chain to the authority. */
    public record Issued(PrivateKey key, X509Certificate certificate) {}

    /** The authority kept in {@code file}, made and stored there when there is none. */
    static DemoAuthority open(Path file, String password, Clock clock)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        char[] secret = password.toCharArray();
        if (Files.exists(file)) {
            KeyStore store = KeyStore.getInstance(file.toFile(), secret);
            return new DemoAuthority(
                    (PrivateKey) store.getKey(ALIAS, secret), (X509Certificate) store.getCertificate(ALIAS), clock);
        }
        DemoAuthority fresh = create(clock);
        store(file, secret, fresh.key, fresh.certificate);
        return fresh;
    }

    /** A new authority that is not stored. */
    public static DemoAuthority create(Clock clock)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        KeyPair pair = keyPair();
        X500Name name = new X500Name(ISSUER);
        X509v3CertificateBuilder builder =
                builder(name, name, pair, clock.instant(), new BigInteger(64, new SecureRandom()));
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(0));
        return new DemoAuthority(pair.getPrivate(), sign(builder, pair.getPrivate()), clock);
    }

    public X509Certificate certificate() {
        return certificate;
    }

    /** A function certificate whose subject names the system as SITHS does: {@code serialNumber} is the HSA-id. */
    public Issued issueClient(String organisation, String commonName, String hsaId)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        return issue("C=SE,O=" + escaped(organisation) + ",CN=" + escaped(commonName) + ",2.5.4.5=" + hsaId, false);
    }

    /** The hub's own certificate, for loopback. */
    public Issued issueServer() throws GeneralSecurityException, IOException, OperatorCreationException {
        return issue("C=SE,O=Knutpunkt,CN=localhost", true);
    }

    private Issued issue(String subject, boolean server)
            throws GeneralSecurityException, IOException, OperatorCreationException {
        KeyPair pair = keyPair();
        X500Name issuer =
                X500Name.getInstance(certificate.getSubjectX500Principal().getEncoded());
        X509v3CertificateBuilder builder =
                builder(issuer, new X500Name(subject), pair, clock.instant(), new BigInteger(64, random));
        builder.addExtension(Extension.basicConstraints, true, new BasicConstraints(false));
        if (server) {
            builder.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(new GeneralName[] {
                new GeneralName(GeneralName.dNSName, "localhost"),
                new GeneralName(GeneralName.iPAddress, "127.0.0.1"),
                new GeneralName(GeneralName.iPAddress, "::1")
            }));
        }
        return new Issued(pair.getPrivate(), sign(builder, key));
    }

    private static X509v3CertificateBuilder builder(
            X500Name issuer, X500Name subject, KeyPair pair, Instant now, BigInteger serial) {
        return new JcaX509v3CertificateBuilder(
                issuer,
                serial.abs().add(BigInteger.ONE),
                Date.from(now.minus(Duration.ofHours(1))),
                Date.from(now.plus(VALIDITY)),
                subject,
                pair.getPublic());
    }

    private static X509Certificate sign(X509v3CertificateBuilder builder, PrivateKey key)
            throws GeneralSecurityException, OperatorCreationException {
        return new JcaX509CertificateConverter()
                .getCertificate(builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(key)));
    }

    private static KeyPair keyPair() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        return generator.generateKeyPair();
    }

    private static String escaped(String value) {
        return value.replaceAll("([,+=\"\\\\<>;#])", "\\\\$1");
    }

    /** Writes a key with its chain as PKCS12. */
    static void store(Path file, char[] password, PrivateKey key, X509Certificate... chain)
            throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setKeyEntry(ALIAS, key, password, chain);
        PrivateFiles.write(file, stream -> store.store(stream, password));
    }

    /** Writes the authority's certificate as a PKCS12 trust store. */
    void storeTrust(Path file, char[] password) throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry(ALIAS, certificate);
        PrivateFiles.write(file, stream -> store.store(stream, password));
    }
}
