package se.knutpunkt.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Base64;
import java.util.Locale;
import java.util.TreeSet;
import se.knutpunkt.message.ErrorCode;

/** An attachment carries its data, in an allowed type and size, and is the kind of file that it says. */
record AttachmentRule(AttachmentLimits limits) implements ObjectRule {

    @Override
    public void check(String property, JsonNode attachment, Findings findings) {
        if (!"valueAttachment".equals(property)) {
            return;
        }
        if (attachment.has("url")) {
            findings.addAt(ErrorCode.ATTACHMENT_NOT_ALLOWED, "url", "send the file itself in data");
        }
        String type = attachment
                .path("contentType")
                .asText()
                .replaceFirst(";.*$", "")
                .strip()
                .toLowerCase(Locale.ROOT);
        if (type.isEmpty()) {
            findings.addAt(ErrorCode.REQUIRED_MISSING, "contentType", "");
        } else if (!limits.contentTypes().contains(type)) {
            findings.addAt(
                    ErrorCode.ATTACHMENT_NOT_ALLOWED,
                    "contentType",
                    String.join(", ", new TreeSet<>(limits.contentTypes())));
        } else {
            checkData(type, attachment, findings);
        }
    }

    private void checkData(String type, JsonNode attachment, Findings findings) {
        String data = attachment.path("data").asText();
        if (data.isEmpty()) {
            findings.addAt(ErrorCode.REQUIRED_MISSING, "data", "");
            return;
        }
        // four characters carry three bytes, and line breaks are allowed: nothing longer need be decoded
        byte[] bytes = data.length() / 2 > limits.maxBytes() ? null : decode(data);
        if (data.length() / 2 > limits.maxBytes() || bytes != null && bytes.length > limits.maxBytes()) {
            findings.addAt(ErrorCode.ATTACHMENT_NOT_ALLOWED, "data", "at most " + limits.maxBytes() + " bytes");
        } else if (bytes == null) {
            findings.addAt(ErrorCode.WRONG_TYPE, "data", "base64Binary");
        } else if (!FileSignature.matches(type, bytes)) {
            findings.addAt(ErrorCode.ATTACHMENT_NOT_ALLOWED, "data", "not " + type);
        } else if (attachment.has("size") && attachment.path("size").asLong() != bytes.length) {
            findings.addAt(ErrorCode.ATTACHMENT_NOT_ALLOWED, "size", Integer.toString(bytes.length));
        }
    }

    /** Null where the text is no base64; unlike the MIME decoder this one skips white space and nothing else. */
    private static byte[] decode(String data) {
        try {
            return Base64.getDecoder().decode(data.replaceAll("\\s", ""));
        } catch (IllegalArgumentException none) {
            return null;
        }
    }
}
