package se.knutpunkt.catalogue;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import se.knutpunkt.catalogue.EventType.Addressing;
import se.knutpunkt.catalogue.EventType.Deadline;
import se.knutpunkt.catalogue.EventType.Effect;
import se.knutpunkt.catalogue.EventType.Kind;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.configuration.YamlDocument;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.Role;

/** Builds one event from its document, which the schema has passed; {@link EventTypeCheck} judges what it refers to. */
final class EventTypeReader {

    private final List<Defect> defects;

    EventTypeReader(List<Defect> defects) {
        this.defects = defects;
    }

    EventType read(YamlDocument document) {
        Fields event = Fields.of(document);
        Map<String, Kind> kinds = new LinkedHashMap<>();
        for (String kind : event.child("kinds").keys()) {
            Fields fields = event.child("kinds").child(kind);
            kinds.put(kind, new Kind(fields.list("required"), effect(fields)));
        }
        Map<Role, Set<String>> sections = new EnumMap<>(Role.class);
        Fields perRole = event.child("sections");
        for (String role : perRole.keys()) {
            sections.put(role(role), new LinkedHashSet<>(perRole.list(role)));
        }
        return new EventType(
                event.text("code"),
                event.text("version"),
                event.text("swedishCode"),
                event.child("name").text("sv"),
                event.child("name").text("en"),
                kinds,
                roles(event.list("senders")),
                roles(event.list("receivers")),
                addressing(event.text("addressing")),
                event.list("required"),
                event.list("optional"),
                sections,
                new LinkedHashSet<>(event.list("withholdable")),
                event.has("deadline") ? deadline(event.child("deadline")) : null,
                event.text("legalBasis"),
                effect(event.child("effect")),
                sunset(event),
                event.flag("secondPersonForEdits"),
                event.list("documents"));
    }

    private static Deadline deadline(Fields deadline) {
        return new Deadline(
                deadline.child("text").text("sv"),
                deadline.child("text").text("en"),
                deadline.text("duration"),
                deadline.list("from"),
                deadline.text("source"),
                deadline.flag("unconfirmed"));
    }

    private Effect effect(Fields effect) {
        Map<String, ErrorCode> refuses = new LinkedHashMap<>();
        effect.map("refuses").forEach((state, code) -> {
            try {
                refuses.put(state, ErrorCode.valueOf(code));
            } catch (IllegalArgumentException unknown) {
                defects.add(effect.defect("refuses/" + state, "there is no error " + code, "see docs/errors.md"));
            }
        });
        return new Effect(
                effect.map("moves"),
                refuses,
                effect.list("guards"),
                effect.list("actions"),
                effect.list("remarks"),
                effect.flag("asRegistered"));
    }

    private LocalDate sunset(Fields event) {
        try {
            return event.has("sunset") ? LocalDate.parse(event.text("sunset")) : null;
        } catch (DateTimeException noDate) {
            defects.add(event.defect("sunset", "there is no such day", "allowed: YYYY-MM-DD"));
            return null;
        }
    }

    private static Addressing addressing(String code) {
        for (Addressing addressing : Addressing.values()) {
            if (addressing.code().equals(code)) {
                return addressing;
            }
        }
        return Addressing.EXPLICIT;
    }

    private static Set<Role> roles(List<String> codes) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        codes.forEach(code -> roles.add(role(code)));
        return roles;
    }

    /** The schema lets no other codes through. */
    private static Role role(String code) {
        return Role.findByCode(code).orElse(Role.HUB);
    }
}
