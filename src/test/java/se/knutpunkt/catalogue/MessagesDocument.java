package se.knutpunkt.catalogue;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import se.knutpunkt.catalogue.EventType.Deadline;
import se.knutpunkt.catalogue.EventType.Effect;
import se.knutpunkt.message.Role;

/** Writes docs/messages.md out of the catalogue: every datum of every file stands in it, so that none can be lost unseen. */
final class MessagesDocument {

    private static final String INTRODUCTION = """
            # Meddelanden / Messages

            Generated from `mappings/messages/` and `mappings/codes/elements.yaml`; do not edit. `MessagesDocumentationTest` holds it
            (`-Dgolden=write` rewrites it). Skapad ur meddelandekatalogen; ändra i katalogens filer.

            States: `open` and `ended` stand for all such states that the event does not name; `same` leaves the state, `before` leads back
            to the state before a discharge, death or abortion. An arrow with an error code is a refusal.

            """;

    private MessagesDocument() {}

    static String write(Catalogue catalogue) {
        StringBuilder text = new StringBuilder(INTRODUCTION);
        text.append(
                "| Händelse / Event | Svenskt namn | Avsändare / Senders | Mottagare / Receivers | Rättslig grund / Legal basis |\n");
        text.append("|---|---|---|---|---|\n");
        for (EventType type : catalogue.listEvents()) {
            text.append("| [`%s` %s](#%s) | %s | %s | %s | %s |%n"
                    .formatted(
                            type.code(),
                            type.version(),
                            anchor(type),
                            type.nameSv(),
                            roles(type.senders()),
                            roles(type.receivers()),
                            type.legalBasis()));
        }
        catalogue.listEvents().forEach(type -> text.append(section(type, catalogue)));
        return text.toString();
    }

    /** The part of one event. */
    static String section(EventType type, Catalogue catalogue) {
        StringBuilder text = new StringBuilder("\n## ")
                .append(type.nameSv())
                .append(" / ")
                .append(type.nameEn())
                .append("\n\n<a id=\"")
                .append(anchor(type))
                .append("\"></a>\n\n");
        text.append("| | |\n|---|---|\n");
        row(text, "Kod / Code", "`" + type.code() + "` version " + type.version() + ", `" + type.swedishCode() + "`");
        row(text, "Avsändare / Senders", roles(type.senders()));
        row(text, "Mottagare / Receivers", roles(type.receivers()));
        row(text, "Adressering / Addressing", type.addressing().code());
        row(text, "Obligatoriskt / Required", elements(type.required(), catalogue));
        row(text, "Valfritt / Optional", elements(type.optional(), catalogue));
        row(text, "Får hållas inne / May be withheld", words(type.withholdable()));
        row(text, "Tidsgräns / Deadline", deadline(type.deadline()));
        row(text, "Rättslig grund / Legal basis", type.legalBasis());
        row(
                text,
                "Sista dag / Sunset",
                type.sunset() == null ? "" : type.sunset().toString());
        row(text, "Verkan / Effect", effect(type.effect()));
        type.kinds().forEach((kind, added) -> {
            row(
                    text,
                    "Art / Kind `" + kind + "`",
                    kindName(kind, catalogue)
                            + (added.required().isEmpty()
                                    ? ""
                                    : "; obligatoriskt / required: " + elements(added.required(), catalogue))
                            + (added.effect().equals(Effect.NONE) ? "" : "; " + effect(added.effect())));
        });
        text.append("\n| Mottagarens roll / Receiver's role | Avsnitt / Sections |\n|---|---|\n");
        type.sections().entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> text.append("| ")
                        .append(entry.getKey().code())
                        .append(" | ")
                        .append(words(entry.getValue()))
                        .append(" |\n"));
        return text.toString();
    }

    private static String kindName(String kind, Catalogue catalogue) {
        return catalogue
                .codeLists()
                .find("event-kind")
                .flatMap(list -> list.find(kind))
                .map(code -> code.sv() + " / " + code.en())
                .orElse("");
    }

    private static String effect(Effect effect) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(effect.moves())
                .forEach((from, to) ->
                        text.append("`").append(from).append("` → `").append(to).append("`, "));
        new TreeMap<>(effect.refuses())
                .forEach((from, code) -> text.append("`")
                        .append(from)
                        .append("` → ")
                        .append(code)
                        .append(", "));
        if (!effect.guards().isEmpty()) {
            text.append("villkor / guards: ").append(words(effect.guards())).append(", ");
        }
        if (!effect.actions().isEmpty()) {
            text.append("ändrar / actions: ").append(words(effect.actions())).append(", ");
        }
        if (!effect.remarks().isEmpty()) {
            text.append("anmärker / remarks: ").append(words(effect.remarks())).append(", ");
        }
        if (effect.asRegistered()) {
            text.append("som den händelse som registreras / as the event registered, ");
        }
        return text.length() == 0 ? "" : text.substring(0, text.length() - 2);
    }

    private static String deadline(Deadline deadline) {
        if (deadline == null) {
            return "";
        }
        return deadline.textSv() + " / " + deadline.textEn()
                + (deadline.duration().isEmpty() ? "" : " (" + deadline.duration() + ")")
                + (deadline.from().isEmpty() ? "" : ", från / from " + String.join(", ", deadline.from()))
                + "; " + deadline.source()
                + (deadline.unconfirmed() ? " (obekräftat / unconfirmed)" : "");
    }

    private static String elements(List<String> names, Catalogue catalogue) {
        return names.stream()
                .map(name -> "`" + name + "` "
                        + catalogue.findElement(name).map(Element::sv).orElse(""))
                .collect(Collectors.joining(", "));
    }

    private static String roles(Set<Role> roles) {
        return roles.stream().sorted().map(Role::code).collect(Collectors.joining(", "));
    }

    private static String words(Collection<String> words) {
        Collection<String> ordered =
                words instanceof List<String> ? words : words.stream().sorted().toList();
        return ordered.stream().map(word -> "`" + word + "`").collect(Collectors.joining(", "));
    }

    private static String anchor(EventType type) {
        return type.code() + "-" + type.version();
    }

    private static void row(StringBuilder text, String name, String value) {
        if (!value.isEmpty()) {
            text.append("| ").append(name).append(" | ").append(value).append(" |\n");
        }
    }
}
