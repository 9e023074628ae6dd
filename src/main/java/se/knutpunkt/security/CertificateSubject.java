package se.knutpunkt.security;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.naming.NamingException;
import javax.naming.directory.Attribute;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;
import se.knutpunkt.message.HsaId;

/** Reads the HSA-id out of a function certificate's subject: attribute serialNumber (OID 2.5.4.5), domain 3.3. */
public final class CertificateSubject {

    private static final String OID = "2.5.4.5";
    private static final String NAME = "serialnumber";
    private static final int PRINTABLE_STRING = 0x13;
    private static final int UTF8_STRING = 0x0c;
    private static final int IA5_STRING = 0x16;

    private CertificateSubject() {}

    public static Optional<HsaId> findHsaId(X500Principal subject) {
        return findHsaId(subject.getName(X500Principal.RFC2253, Map.of(OID, "SERIALNUMBER")));
    }

    /** The same from the text form that other stacks give, where the attribute may be an OID and its value hex-encoded DER. */
    public static Optional<HsaId> findHsaId(String subject) {
        try {
            List<Object> values = new ArrayList<>();
            for (Rdn rdn : new LdapName(subject).getRdns()) {
                for (Attribute attribute : Collections.list(rdn.toAttributes().getAll())) {
                    if (isSerialNumber(attribute.getID())) {
                        values.add(attribute.get());
                    }
                }
            }
            return values.size() == 1 ? HsaId.find(text(values.get(0))) : Optional.empty();
        } catch (NamingException | IllegalArgumentException | IndexOutOfBoundsException unreadable) {
            // LdapName tells of wrong hexadecimals by the second, and stumbles over some quotes
            return Optional.empty();
        }
    }

    private static boolean isSerialNumber(String type) {
        String name = type.toLowerCase(Locale.ROOT);
        return name.equals(NAME) || name.equals(OID) || name.equals("oid." + OID);
    }

    /** {@code #13…} is read by LdapName as the bytes of a DER value: tag, length, text. */
    private static String text(Object value) {
        if (!(value instanceof byte[] der)) {
            return value.toString();
        }
        boolean known = der.length > 2 && (der[0] == PRINTABLE_STRING || der[0] == UTF8_STRING || der[0] == IA5_STRING);
        return known && der[1] == der.length - 2 ? new String(der, 2, der.length - 2, StandardCharsets.UTF_8) : "";
    }
}
