package se.knutpunkt.console;

import java.util.Locale;
import java.util.Optional;
import org.springframework.context.i18n.LocaleContextHolder;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.catalogue.EventType;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.directory.Unit;
import se.knutpunkt.message.HsaId;

/** The names of events, units and systems as a page shows them; what has no name any more is shown as it is. */
public final class MessageNames {

    private final InForce inForce;

    MessageNames(InForce inForce) {
        this.inForce = inForce;
    }

    public String event(String code) {
        boolean english = Locale.ENGLISH.equals(LocaleContextHolder.getLocale());
        return inForce.catalogue().listEvents().stream()
                .filter(type -> type.code().equals(code))
                .findFirst()
                .map(english ? EventType::nameEn : EventType::nameSv)
                .orElse(code.isEmpty() ? "–" : code);
    }

    public String unit(String id) {
        Optional<Unit> unit =
                HsaId.find(id).flatMap(found -> inForce.directory().findUnit(found));
        return unit.map(Unit::name).orElse(id.isEmpty() ? "–" : id);
    }

    public String system(String id) {
        return inForce.directory().findSystem(id).map(HubSystem::name).orElse(id);
    }

    /** Which badge a delivery has. */
    public String badge(Enum<?> state) {
        return switch (state.name()) {
            case "DELIVERED", "ACCEPTED" -> "good";
            case "READY", "SENDING" -> "slow";
            case "HELD", "REFUSED" -> "failing";
            default -> "silent";
        };
    }
}
