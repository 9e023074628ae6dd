package se.knutpunkt.security;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.security.auth.x500.X500Principal;
import se.knutpunkt.fuzz.Seeds;
import se.knutpunkt.message.HsaId;

/** Fuzz target: the subject of a client certificate, as text and as DER. It gives one HSA-id that stands in it, or none. */
public final class CertificateSubjectFuzz {

    private CertificateSubjectFuzz() {}

    public static List<byte[]> seeds() {
        String subject = "CN=knutpunkt,O=Region,SERIALNUMBER=SE2321000131-E000000000001,C=SE";
        List<byte[]> seeds = new ArrayList<>(Seeds.texts(
                subject,
                "2.5.4.5=#131c5345323332313030303133312d45303030303030303030303031,C=SE",
                "CN=a+SERIALNUMBER=SE2321000131-E000000000001\\,x",
                "OID.2.5.4.5=\"SE2321000131-E000000000001\""));
        seeds.add(new X500Principal(subject).getEncoded());
        return seeds;
    }

    public static void fuzzerTestOneInput(byte[] data) {
        CertificateSubject.findHsaId(new String(data, StandardCharsets.UTF_8))
                .ifPresent(CertificateSubjectFuzz::requireHsaId);
        X500Principal subject;
        try {
            subject = new X500Principal(data);
        } catch (IllegalArgumentException noName) {
            return;
        }
        CertificateSubject.findHsaId(subject).ifPresent(CertificateSubjectFuzz::requireHsaId);
    }

    private static void requireHsaId(HsaId found) {
        if (!HsaId.find(found.toString()).equals(Optional.of(found))) {
            throw new AssertionError("no HSA-id");
        }
    }
}
