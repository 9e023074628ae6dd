package se.knutpunkt.operate.find;

import com.fasterxml.jackson.databind.JsonNode;
import com.samskivert.mustache.Mustache;
import com.samskivert.mustache.Template;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import se.knutpunkt.activation.InForce;
import se.knutpunkt.catalogue.EventType;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * A canonical message in plain Swedish, as a nurse would write it: no code, no identifier of a system, no English. Each event has a
 * template of its own, {@code renderings/<event>-<version>.mustache}, with parts shared; a sentence whose data are missing is left out.
 */
public final class Renderings {

    private static final Pattern LINE = Pattern.compile("(?m)^\\p{Ll}");

    private final Mustache.Compiler compiler = Mustache.compiler()
            .escapeHTML(false)
            .defaultValue("")
            .emptyStringIsFalse(true)
            .withLoader(name -> open("_" + name).orElseThrow());

    private final Map<String, Optional<Template>> templates = new ConcurrentHashMap<>();

    /** The text; empty when the event has no template. */
    public Optional<String> render(JsonNode bundle, InForce inForce) {
        JsonNode coding = bundle.at("/entry/0/resource/eventCoding");
        Optional<EventType> type = inForce.catalogue()
                .findEvent(coding.path("code").asText(), coding.path("version").asText());
        return type.flatMap(event -> templates
                .computeIfAbsent(event.code() + "-" + event.version(), this::compile)
                .map(template -> tidy(template.execute(RenderingWords.of(bundle, event, inForce)))));
    }

    private Optional<Template> compile(String name) {
        return open(name).map(compiler::compile);
    }

    private static Optional<Reader> open(String name) {
        try (InputStream file = Renderings.class.getResourceAsStream("renderings/" + name + ".mustache")) {
            return file == null
                    ? Optional.empty()
                    : Optional.of(new StringReader(new String(file.readAllBytes(), StandardCharsets.UTF_8)));
        } catch (IOException broken) {
            throw new HubException(ErrorCode.INTERNAL, "renderings/" + name, "", broken);
        }
    }

    /** One blank line at most between paragraphs, one space between words, and a capital where a line begins. */
    private static String tidy(String text) {
        String lines = text.replaceAll("[ \\t]+", " ")
                .replaceAll(" ?\\n ?", "\n")
                .replaceAll("\\n{3,}", "\n\n")
                .strip();
        return LINE.matcher(lines).replaceAll(first -> first.group().toUpperCase(Locale.ROOT)) + "\n";
    }
}
