package se.knutpunkt.operate.alert;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.nio.charset.StandardCharsets;
import org.springframework.mail.MailException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.mail.javamail.MimeMessageHelper;
import se.knutpunkt.ledger.NoticeRow;

/** Hands a notice to the SMTP server, as plain text; one message with its own id, however often it is tried. */
final class MailNoticeSender implements NoticeSender {

    private final MailSettings settings;
    private final JavaMailSenderImpl sender;

    MailNoticeSender(MailSettings settings) {
        this.settings = settings;
        this.sender = settings.sender();
    }

    @Override
    public void send(NoticeRow notice) throws NotSent {
        if (!settings.isSet()) {
            throw new NotSent("hub.mail.host is not set");
        }
        try {
            MimeMessage mail = sender.createMimeMessage();
            MimeMessageHelper helper = new MimeMessageHelper(mail, false, StandardCharsets.UTF_8.name());
            helper.setFrom(settings.from());
            helper.setTo(notice.recipients().toArray(String[]::new));
            helper.setSubject(notice.subject());
            helper.setText(notice.body());
            mail.setHeader("Auto-Submitted", "auto-generated");
            mail.setHeader("X-Hub-Notice", notice.id().toString());
            sender.send(mail);
        } catch (MailException | MessagingException broken) {
            // the exception's own text may hold addresses
            throw new NotSent(deepest(broken).getClass().getSimpleName());
        }
    }

    private static Throwable deepest(Throwable broken) {
        Throwable cause = broken;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause;
    }
}
