package se.knutpunkt.operate.failure;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import se.knutpunkt.ledger.FailureGroup;
import se.knutpunkt.ledger.FailureKind;
import se.knutpunkt.ledger.FailureLedger.Placed;
import se.knutpunkt.ledger.FailureSeen;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.Fault;
import se.knutpunkt.message.HubException;

/**
 * What failures have in common: kind, error, place without indexes and values, mapping, and either the system whose fault it is or, where
 * it is the hub's own, the event. Its fingerprint is the group's id, the same on every node and after every restart.
 */
record Cause(FailureKind kind, String errorNumber, String place, String mapping, String adapter, String eventCode) {

    private static final int HEX_DIGITS = 20;

    /** @param outboundMapping mapping of the receiver; empty when it has none */
    static Cause of(FailureSeen seen, String outboundMapping) {
        String place = FailurePlace.normalise(seen.place());
        return switch (seen.kind()) {
            case HELD ->
                isOfHub(seen.errorNumber())
                        ? new Cause(seen.kind(), seen.errorNumber(), place, outboundMapping, "", seen.eventCode())
                        : new Cause(seen.kind(), seen.errorNumber(), place, outboundMapping, seen.adapter(), "");
            case REFUSED ->
                new Cause(seen.kind(), seen.errorNumber(), place, seen.mapping(), seen.adapter(), seen.eventCode());
            case CIRCUIT, STUCK -> new Cause(seen.kind(), seen.errorNumber(), "", "", seen.adapter(), "");
        };
    }

    String fingerprint() {
        String text = String.join("\n", List.of(kind.name(), errorNumber, place, mapping, adapter, eventCode));
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, HEX_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new HubException(ErrorCode.INTERNAL, "SHA-256", "", e);
        }
    }

    Placed place(FailureSeen seen) {
        String id = fingerprint();
        return new Placed(
                seen,
                id,
                new FailureGroup(
                        id,
                        kind,
                        errorNumber,
                        place,
                        mapping,
                        adapter,
                        eventCode,
                        seen.at(),
                        seen.at(),
                        1,
                        0,
                        List.of(seen.adapter()),
                        false,
                        null,
                        null,
                        0,
                        "",
                        "",
                        ""));
    }

    private static boolean isOfHub(String errorNumber) {
        return ErrorCode.findByNumber(errorNumber)
                .filter(code -> code.fault() == Fault.HUB)
                .isPresent();
    }
}
