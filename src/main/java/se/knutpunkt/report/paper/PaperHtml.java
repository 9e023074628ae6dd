package se.knutpunkt.report.paper;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import org.thymeleaf.context.Context;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/** Writes a report as one HTML file that needs no other: its style and charts are inside. It is well-formed XML too. */
final class PaperHtml {

    private static final String STYLE = "report/report.css";
    private static final Locale SWEDISH = Locale.forLanguageTag("sv");

    private final SpringTemplateEngine templates = new SpringTemplateEngine();
    private final String style = style();

    PaperHtml() {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver(PaperHtml.class.getClassLoader());
        resolver.setPrefix("report/");
        resolver.setSuffix(".html");
        resolver.setTemplateMode(TemplateMode.HTML);
        resolver.setCharacterEncoding(StandardCharsets.UTF_8.name());
        resolver.setCacheable(true);
        templates.setTemplateResolver(resolver);
    }

    String write(Paper paper) {
        return process(paper, false);
    }

    /** With the outline that the PDF takes its bookmarks from, which HTML knows nothing of. */
    String writeForPdf(Paper paper) {
        return process(paper, true);
    }

    private String process(Paper paper, boolean pdf) {
        return templates.process("report", new Context(SWEDISH, Map.of("paper", paper, "style", style, "pdf", pdf)));
    }

    private static String style() {
        try (InputStream file = PaperHtml.class.getClassLoader().getResourceAsStream(STYLE)) {
            if (file == null) {
                throw new HubException(ErrorCode.INTERNAL, STYLE, "is missing");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new HubException(ErrorCode.INTERNAL, STYLE, "cannot be read", e);
        }
    }
}
