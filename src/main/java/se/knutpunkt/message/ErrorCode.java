package se.knutpunkt.message;

import static se.knutpunkt.message.Fault.HUB;
import static se.knutpunkt.message.Fault.RECEIVER;
import static se.knutpunkt.message.Fault.SENDER;
import static se.knutpunkt.message.Retry.AFTER_FIX;
import static se.knutpunkt.message.Retry.LATER;
import static se.knutpunkt.message.Retry.NEVER;
import static se.knutpunkt.message.Stage.ADDRESS;
import static se.knutpunkt.message.Stage.CHECK;
import static se.knutpunkt.message.Stage.CLAIM;
import static se.knutpunkt.message.Stage.CONFIGURATION;
import static se.knutpunkt.message.Stage.DECIDE;
import static se.knutpunkt.message.Stage.DECODE;
import static se.knutpunkt.message.Stage.INTAKE;
import static se.knutpunkt.message.Stage.OPERATE;
import static se.knutpunkt.message.Stage.OUTCOME;
import static se.knutpunkt.message.Stage.RECORD;
import static se.knutpunkt.message.Stage.SEND;
import static se.knutpunkt.message.Stage.TRANSLATE;

import java.util.Arrays;
import java.util.Optional;

/**
 * Every error the hub can tell of. Numbers are stable and never reused. Texts for sender and operator stand in
 * {@code errors_sv.properties} and {@code errors_en.properties} under {@code <number>.sender} and {@code <number>.operator}.
 */
public enum ErrorCode {
    // 0xx: who is there, and can the envelope be read
    NOT_AUTHENTICATED("HUB-001", SENDER, AFTER_FIX, INTAKE, "AR", "201"),
    NOT_ALLOWED_TO_ACT("HUB-002", SENDER, AFTER_FIX, INTAKE, "AE", "204"),
    UNSUPPORTED_MEDIA_TYPE("HUB-003", SENDER, AFTER_FIX, INTAKE, "AR", "200"),
    TOO_LARGE("HUB-004", SENDER, AFTER_FIX, INTAKE, "AR", "207"),
    TOO_DEEP("HUB-005", SENDER, AFTER_FIX, DECODE, "AR", "207"),
    UNREADABLE("HUB-006", SENDER, AFTER_FIX, DECODE, "AR", "100"),
    WRONG_CHARSET("HUB-007", SENDER, AFTER_FIX, DECODE, "AR", "102"),
    DUPLICATE_KEY("HUB-008", SENDER, AFTER_FIX, DECODE, "AE", "102"),
    ENTITIES_FORBIDDEN("HUB-009", SENDER, AFTER_FIX, DECODE, "AR", "207"),
    UNSUPPORTED_VERSION("HUB-010", SENDER, AFTER_FIX, DECODE, "AR", "203"),
    UNSUPPORTED_MESSAGE_TYPE("HUB-011", SENDER, AFTER_FIX, DECODE, "AR", "200"),
    RATE_LIMITED("HUB-012", SENDER, LATER, INTAKE, "AR", "207"),
    BACKLOG_FULL("HUB-013", HUB, LATER, INTAKE, "AR", "207"),
    NOT_FOUND("HUB-014", SENDER, NEVER, INTAKE, "AE", "204"),
    INVALID_PARAMETER("HUB-015", SENDER, AFTER_FIX, INTAKE, "AE", "102"),
    STARTING("HUB-016", HUB, LATER, INTAKE, "AR", "207"),
    LIST_WITH_MISTAKES("HUB-017", SENDER, AFTER_FIX, INTAKE, "AE", "102"),
    TOO_MUCH_AT_ONCE("HUB-018", HUB, LATER, INTAKE, "AR", "207"),
    CLOCK_WRONG("HUB-019", HUB, LATER, INTAKE, "AR", "207"),
    ROUTE_PAUSED("HUB-020", HUB, LATER, INTAKE, "AR", "207"),
    // 1xx: the content
    REQUIRED_MISSING("HUB-101", SENDER, AFTER_FIX, CHECK, "AE", "101"),
    WRONG_TYPE("HUB-102", SENDER, AFTER_FIX, CHECK, "AE", "102"),
    UNKNOWN_CODE("HUB-103", SENDER, AFTER_FIX, CHECK, "AE", "103"),
    CARDINALITY("HUB-104", SENDER, AFTER_FIX, CHECK, "AE", "101"),
    UNKNOWN_ELEMENT("HUB-105", SENDER, AFTER_FIX, CHECK, "AE", "102"),
    INVALID_IDENTIFIER("HUB-106", SENDER, AFTER_FIX, CHECK, "AE", "204"),
    INVALID_TIME("HUB-107", SENDER, AFTER_FIX, CHECK, "AE", "102"),
    TIME_IN_FUTURE("HUB-108", SENDER, AFTER_FIX, CHECK, "AE", "102"),
    UNRESOLVED_REFERENCE("HUB-109", SENDER, AFTER_FIX, CHECK, "AE", "204"),
    ATTACHMENT_NOT_ALLOWED("HUB-110", SENDER, AFTER_FIX, CHECK, "AE", "102"),
    UNLISTED_TEST_IDENTITY("HUB-111", SENDER, AFTER_FIX, CHECK, "AE", "204"),
    TEST_IDENTITY_IN_PRODUCTION("HUB-112", SENDER, AFTER_FIX, CHECK, "AE", "204"),
    UNKNOWN_EVENT("HUB-113", SENDER, AFTER_FIX, CHECK, "AE", "201"),
    EVENT_VERSION_ENDED("HUB-114", SENDER, AFTER_FIX, CHECK, "AE", "203"),
    WRONG_SENDER_ROLE("HUB-115", SENDER, AFTER_FIX, CHECK, "AE", "204"),
    WRONG_RECEIVER_ROLE("HUB-116", SENDER, AFTER_FIX, CHECK, "AE", "204"),
    CONSENT_MISSING("HUB-117", SENDER, AFTER_FIX, CHECK, "AE", "101"),
    REFERENCE_MISSING("HUB-118", SENDER, AFTER_FIX, CHECK, "AE", "101"),
    FIXED_VALUE("HUB-119", SENDER, AFTER_FIX, CHECK, "AE", "102"),
    SECTION_NOT_WITHHELD("HUB-120", SENDER, AFTER_FIX, CHECK, "AE", "102"),
    // 2xx: who receives
    UNKNOWN_RECEIVER("HUB-201", SENDER, AFTER_FIX, ADDRESS, "AE", "204"),
    AMBIGUOUS_RECEIVER("HUB-202", SENDER, AFTER_FIX, ADDRESS, "AE", "204"),
    NO_RECEIVER("HUB-203", SENDER, AFTER_FIX, ADDRESS, "AE", "101"),
    PROTECTED_NEEDS_EXPLICIT_RECEIVER("HUB-204", SENDER, AFTER_FIX, ADDRESS, "AE", "101"),
    OUTSIDE_COUNTY("HUB-205", SENDER, AFTER_FIX, ADDRESS, "AE", "204"),
    RECEIVER_DOES_NOT_TAKE_EVENT("HUB-206", SENDER, AFTER_FIX, ADDRESS, "AE", "204"),
    // 3xx: the episode; X numbers are domain 2.6
    EPISODE_UNKNOWN("HUB-301", SENDER, AFTER_FIX, DECIDE, "AE", "204"),
    NOT_NOTIFIED_BEFORE("HUB-302", SENDER, AFTER_FIX, DECIDE, "AE", "207"),
    PRIMARY_CARE_MISSING("HUB-303", SENDER, AFTER_FIX, DECIDE, "AE", "101"),
    NOTHING_TO_WITHDRAW("HUB-304", SENDER, AFTER_FIX, DECIDE, "AE", "207"),
    ALREADY_DISCHARGE_READY("HUB-305", SENDER, AFTER_FIX, DECIDE, "AE", "205"),
    BEFORE_ADMISSION("HUB-306", SENDER, AFTER_FIX, DECIDE, "AE", "207"),
    EPISODE_ENDED("HUB-307", SENDER, AFTER_FIX, DECIDE, "AE", "207"),
    TOO_LATE_TO_CANCEL("HUB-308", SENDER, AFTER_FIX, DECIDE, "AE", "207"),
    INVITATION_FROM_WRONG_PARTY("HUB-309", SENDER, AFTER_FIX, DECIDE, "AE", "207"),
    COMPULSORY_CARE_PLAN("HUB-310", SENDER, AFTER_FIX, DECIDE, "AE", "207"),
    PLAN_NOT_DRAWN_UP("HUB-311", SENDER, AFTER_FIX, DECIDE, "AE", "207"),
    NOT_A_PARTICIPANT("HUB-312", SENDER, AFTER_FIX, DECIDE, "AE", "204"),
    NOT_RESPONSIBLE_UNIT("HUB-313", SENDER, AFTER_FIX, DECIDE, "AE", "204"),
    LEAVE_NOT_STARTED("HUB-314", SENDER, AFTER_FIX, DECIDE, "AE", "207"),
    OTHER_PERSON("HUB-315", SENDER, AFTER_FIX, DECIDE, "AE", "204"),
    OUT_OF_ORDER("HUB-316", SENDER, LATER, DECIDE, "AE", "207"),
    PERSON_DECEASED("HUB-317", SENDER, AFTER_FIX, DECIDE, "AE", "207"),
    EPISODE_ALREADY_OPEN("HUB-318", SENDER, AFTER_FIX, DECIDE, "AE", "205"),
    NOT_DISCHARGED("HUB-319", SENDER, AFTER_FIX, DECIDE, "AE", "207"),
    EPISODE_AMBIGUOUS("HUB-320", SENDER, AFTER_FIX, DECIDE, "AE", "204"),
    // 4xx: the ledger's answer
    SAME_ID_OTHER_CONTENT("HUB-401", SENDER, NEVER, RECORD, "AE", "205"),
    TRANSMISSION_ID_REUSED("HUB-402", SENDER, NEVER, RECORD, "AE", "205"),
    LEDGER_UNAVAILABLE("HUB-403", HUB, LATER, RECORD, "AR", "207"),
    MAPPING_FAILED("HUB-404", HUB, LATER, TRANSLATE, "AR", "207"),
    INTERNAL("HUB-405", HUB, LATER, INTAKE, "AR", "207"),
    // 5xx: on the way out
    RECEIVER_UNREACHABLE("HUB-501", RECEIVER, LATER, SEND, "AR", "207"),
    RECEIVER_TIMEOUT("HUB-502", RECEIVER, LATER, SEND, "AR", "207"),
    RECEIVER_BUSY("HUB-503", RECEIVER, LATER, SEND, "AR", "207"),
    RECEIVER_REFUSED("HUB-504", RECEIVER, AFTER_FIX, OUTCOME, "AE", "207"),
    RECEIVER_ANSWER_UNREADABLE("HUB-505", RECEIVER, LATER, OUTCOME, "AR", "207"),
    OUTBOUND_MAPPING_FAILED("HUB-506", HUB, AFTER_FIX, SEND, "AE", "207"),
    CLAIM_LOST("HUB-507", HUB, LATER, CLAIM, "AR", "207"),
    PAYLOAD_UNREADABLE("HUB-508", HUB, AFTER_FIX, CLAIM, "AE", "207"),
    RECEIVER_TLS_FAILED("HUB-509", RECEIVER, LATER, SEND, "AR", "207"),
    // 6xx: configuration and start
    CONFIGURATION_DEFECT("HUB-601", HUB, AFTER_FIX, CONFIGURATION, "AR", "207"),
    NO_CONFIGURATION("HUB-602", HUB, AFTER_FIX, CONFIGURATION, "AR", "207"),
    DATA_DIRECTORY_IN_USE("HUB-603", HUB, AFTER_FIX, CONFIGURATION, "AR", "207"),
    EMBEDDED_NOT_ALLOWED("HUB-604", HUB, AFTER_FIX, CONFIGURATION, "AR", "207"),
    DATABASE_START_FAILED("HUB-605", HUB, AFTER_FIX, CONFIGURATION, "AR", "207"),
    SETTING_INVALID("HUB-606", HUB, AFTER_FIX, CONFIGURATION, "AR", "207"),
    MASTER_KEY_UNKNOWN("HUB-607", HUB, AFTER_FIX, CONFIGURATION, "AR", "207"),
    // 7xx: back-up and restore
    BACKUP_EXTERNAL_DATABASE("HUB-701", HUB, AFTER_FIX, CONFIGURATION, "AR", "207"),
    BACKUP_KEY_WRONG("HUB-702", HUB, AFTER_FIX, CONFIGURATION, "AR", "207"),
    BACKUP_DAMAGED("HUB-703", HUB, AFTER_FIX, CONFIGURATION, "AR", "207"),
    BACKUP_INCOMPLETE("HUB-704", HUB, AFTER_FIX, CONFIGURATION, "AR", "207"),
    BACKUP_FAILED("HUB-705", HUB, AFTER_FIX, CONFIGURATION, "AR", "207"),
    // 8xx: what persons do
    RIGHT_MISSING("HUB-801", SENDER, AFTER_FIX, OPERATE, "AR", "207"),
    STATE_CHANGED("HUB-802", SENDER, AFTER_FIX, OPERATE, "AR", "207"),
    REQUEST_UNDER_WAY("HUB-803", SENDER, LATER, OPERATE, "AR", "207"),
    REQUEST_KEY_REUSED("HUB-804", SENDER, AFTER_FIX, OPERATE, "AR", "207"),
    REASON_MISSING("HUB-805", SENDER, AFTER_FIX, OPERATE, "AR", "207"),
    REASON_WITH_PERSON("HUB-806", SENDER, AFTER_FIX, OPERATE, "AR", "207"),
    FORM_EXPIRED("HUB-807", SENDER, AFTER_FIX, OPERATE, "AR", "207"),
    PASSWORD_WEAK("HUB-808", SENDER, AFTER_FIX, OPERATE, "AR", "207"),
    SELECTION_EMPTY("HUB-821", SENDER, AFTER_FIX, OPERATE, "AR", "207"),
    SELECTION_TOO_LARGE("HUB-822", SENDER, AFTER_FIX, OPERATE, "AR", "207"),
    ALREADY_IN_REPLAY("HUB-823", SENDER, AFTER_FIX, OPERATE, "AR", "207"),
    SECOND_PERSON_NEEDED("HUB-824", SENDER, AFTER_FIX, OPERATE, "AR", "207"),
    EDIT_BEYOND_CONTENT("HUB-825", SENDER, AFTER_FIX, OPERATE, "AR", "207"),
    SECRECY_HINDERS("HUB-826", SENDER, NEVER, OPERATE, "AR", "207");

    private final String number;
    private final Fault fault;
    private final Retry retry;
    private final Stage stage;
    private final String hl7Acknowledgement;
    private final String hl7ErrorCode;

    ErrorCode(String number, Fault fault, Retry retry, Stage stage, String hl7Acknowledgement, String hl7ErrorCode) {
        this.number = number;
        this.fault = fault;
        this.retry = retry;
        this.stage = stage;
        this.hl7Acknowledgement = hl7Acknowledgement;
        this.hl7ErrorCode = hl7ErrorCode;
    }

    /** The error with this number, such as {@code HUB-504}. */
    public static Optional<ErrorCode> findByNumber(String number) {
        return Arrays.stream(values())
                .filter(code -> code.number.equals(number))
                .findFirst();
    }

    public String number() {
        return number;
    }

    public Fault fault() {
        return fault;
    }

    public Retry retry() {
        return retry;
    }

    public Stage stage() {
        return stage;
    }

    /** MSA-1 in original mode: AE for content, AR for the envelope and for "try later" (architecture 2). */
    public String hl7Acknowledgement() {
        return hl7Acknowledgement;
    }

    /** ERR-3, HL7 table 0357. */
    public String hl7ErrorCode() {
        return hl7ErrorCode;
    }

    /** The receipt a sender gets for this error in FHIR and JSON. */
    public ReceiptCode receiptCode() {
        return retry == LATER ? ReceiptCode.TRANSIENT_ERROR : ReceiptCode.FATAL_ERROR;
    }
}
