package se.knutpunkt.operate.alert;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Properties;
import java.util.Set;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;

/**
 * The SMTP server that the hub hands its mail to.
 *
 * @param host its name; empty for none
 * @param tls {@code starttls} or {@code tls}; {@code none} to this machine only
 */
public record MailSettings(String host, int port, String user, String password, String from, String tls) {

    private static final String TIMEOUT_MILLIS = "10000";

    public MailSettings {
        if (!host.isBlank()) {
            require(!from.isBlank(), "hub.mail.from", "the sender's mailbox is missing");
            require(Set.of("starttls", "tls", "none").contains(tls), "hub.mail.tls", "allowed: starttls, tls, none");
            require(!tls.equals("none") || isLoopback(host), "hub.mail.tls", "none is allowed to this machine only");
        }
    }

    boolean isSet() {
        return !host.isBlank();
    }

    JavaMailSenderImpl sender() {
        JavaMailSenderImpl sender = new JavaMailSenderImpl();
        sender.setHost(host);
        sender.setPort(port);
        sender.setDefaultEncoding("UTF-8");
        String protocol = tls.equals("tls") ? "smtps" : "smtp";
        sender.setProtocol(protocol);
        Properties properties = sender.getJavaMailProperties();
        properties.setProperty("mail." + protocol + ".connectiontimeout", TIMEOUT_MILLIS);
        properties.setProperty("mail." + protocol + ".timeout", TIMEOUT_MILLIS);
        properties.setProperty("mail." + protocol + ".writetimeout", TIMEOUT_MILLIS);
        properties.setProperty("mail." + protocol + ".ssl.checkserveridentity", "true");
        properties.setProperty("mail.smtp.starttls.enable", Boolean.toString(tls.equals("starttls")));
        properties.setProperty("mail.smtp.starttls.required", Boolean.toString(tls.equals("starttls")));
        if (!user.isBlank()) {
            sender.setUsername(user);
            sender.setPassword(password);
            properties.setProperty("mail." + protocol + ".auth", "true");
        }
        return sender;
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "MailSettings[set=" + isSet() + ", tls=" + tls + "]";
    }

    private static boolean isLoopback(String host) {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }

    private static void require(boolean holds, String setting, String mend) {
        if (!holds) {
            throw new HubException(ErrorCode.SETTING_INVALID, setting, mend);
        }
    }
}
