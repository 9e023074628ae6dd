package se.knutpunkt.message;

/** The one exception of the hub: a catalogued error and the place it concerns, never content of a message. */
public final class HubException extends RuntimeException {

    private final transient Refusal refusal;

    public HubException(Refusal refusal) {
        this(refusal, null);
    }

    public HubException(Refusal refusal, Throwable cause) {
        super(
                refusal.code().number() + " " + refusal.code() + " at " + refusal.place() + " " + refusal.detail(),
                cause);
        this.refusal = refusal;
    }

    public HubException(ErrorCode code, String place, String detail) {
        this(new Refusal(code, place, detail), null);
    }

    public HubException(ErrorCode code, String place, String detail, Throwable cause) {
        this(new Refusal(code, place, detail), cause);
    }

    public ErrorCode code() {
        return refusal.code();
    }

    public Refusal refusal() {
        return refusal;
    }
}
