package se.knutpunkt.intake;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.impl.NameBasedGenerator;
import java.util.UUID;
import se.knutpunkt.message.HsaId;

/** Message ids for formats whose own are no UUIDs: the same each time the same message comes, and no one else's. */
final class MessageIds {

    /** Never to be changed: it is part of every id made. */
    private static final UUID NAMESPACE = UUID.fromString("6e6f2c4e-6b6e-5a75-9470-756e6b742d31");

    private MessageIds() {}

    /** @param day day of sending where the sender's ids are used again after a while; else empty */
    static UUID of(HsaId system, String senderMessageId, String day) {
        NameBasedGenerator generator = Generators.nameBasedGenerator(NAMESPACE);
        return generator.generate(
                system.value().toUpperCase(java.util.Locale.ROOT) + "|" + senderMessageId + "|" + day);
    }
}
