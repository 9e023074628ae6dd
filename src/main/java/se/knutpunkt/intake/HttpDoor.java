package se.knutpunkt.intake;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import se.knutpunkt.codec.Format;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.ledger.IntakeReceipt;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.message.Ids;
import se.knutpunkt.message.Refusal;
import se.knutpunkt.security.AuthenticationFilter;
import se.knutpunkt.security.RejectionCounter;

/**
 * The door of the HTTP entrances, behind the one that knows the caller: media type, encoding and size are looked at before anything
 * is parsed, and the route gets the message as a {@link Submission}. The servlet API never sees the body as a form.
 */
final class HttpDoor implements Filter {

    /** Request attribute with the {@link Submission} of a message. */
    static final String SUBMISSION = "se.knutpunkt.submission";

    private static final byte[] UNREAD = new byte[0];

    private final Pipeline pipeline;
    private final IntakeGate gate;
    private final HttpAnswers answers;
    private final BodyReader reader;
    private final IntakeBudget budget;
    private final RequestsUnderWay underWay;
    private final RejectionCounter rejections;
    private final long ceiling;
    private final Clock clock;
    private final Ids ids;

    /** @param ceiling largest message of any system, in bytes */
    HttpDoor(
            Pipeline pipeline,
            IntakeGate gate,
            HttpAnswers answers,
            BodyReader reader,
            IntakeBudget budget,
            RequestsUnderWay underWay,
            RejectionCounter rejections,
            long ceiling,
            Clock clock,
            Ids ids) {
        this.pipeline = pipeline;
        this.gate = gate;
        this.answers = answers;
        this.reader = reader;
        this.budget = budget;
        this.underWay = underWay;
        this.rejections = rejections;
        this.ceiling = ceiling;
        this.clock = clock;
        this.ids = ids;
    }

    @Override
    public void doFilter(ServletRequest any, ServletResponse anyResponse, FilterChain chain)
            throws IOException, ServletException {
        HttpServletRequest request = (HttpServletRequest) any;
        HttpServletResponse response = (HttpServletResponse) anyResponse;
        Optional<HttpEntrance> entrance = HttpEntrance.find(request.getMethod(), request.getServletPath());
        if (entrance.isEmpty()) {
            chain.doFilter(request, response);
            return;
        }
        if (!gate.isOpen()) {
            refuseUntilOpen(request, response);
            return;
        }
        HubSystem system = (HubSystem) request.getAttribute(AuthenticationFilter.SYSTEM);
        Format format = entrance.get().findFormat(request.getContentType()).orElse(null);
        try {
            Refusal unwanted = findUnwanted(request, system, format);
            if (unwanted != null) {
                refuse(request, response, system, unwanted);
                return;
            }
            take(request, response, chain, system, format);
        } catch (HubException refused) {
            if (refused.code() == ErrorCode.TOO_MUCH_AT_ONCE) {
                tryLater(request, response, refused.refusal());
            } else {
                refuse(request, response, system, refused.refusal());
            }
        }
    }

    /** Takes a message on within what the system may have under way, and holds its place and its bytes until it is answered. */
    private void take(
            HttpServletRequest request,
            HttpServletResponse response,
            FilterChain chain,
            HubSystem system,
            Format format)
            throws IOException, ServletException {
        if (!underWay.enter(system.id())) {
            throw new HubException(ErrorCode.TOO_MUCH_AT_ONCE, "", "");
        }
        IntakeBudget.Share share = budget.open(system.id());
        try {
            byte[] bytes = readBody(request, response, system, share);
            if (bytes != null) {
                request.setAttribute(SUBMISSION, submission(request, system, format, bytes));
                chain.doFilter(new BodilessRequest(request), response);
            }
        } finally {
            WhenAnswered.run(request, () -> {
                share.close();
                underWay.leave(system.id());
            });
        }
    }

    private void refuseUntilOpen(HttpServletRequest request, HttpServletResponse response) throws IOException {
        HttpAnswer answer = answers.refusal(
                Refusal.of(ErrorCode.STARTING, ""),
                HttpServletResponse.SC_SERVICE_UNAVAILABLE,
                HttpRefusalWriter.format(request),
                HttpRefusalWriter.locale(request));
        HttpRefusalWriter.write(response, answer.status(), answer);
    }

    /** The body, or null when it did not come in time and that has been answered. */
    private byte[] readBody(
            HttpServletRequest request, HttpServletResponse response, HubSystem system, IntakeBudget.Share share)
            throws IOException {
        try {
            return reader.read(request.getInputStream(), isGzip(request), limit(system), share::requireRoom);
        } catch (IOException broken) {
            if (!BodyReader.isSlow(broken)) {
                throw broken;
            }
            response.setHeader("Connection", "close");
            response.setStatus(HttpServletResponse.SC_REQUEST_TIMEOUT);
            return null;
        }
    }

    private Refusal findUnwanted(HttpServletRequest request, HubSystem system, Format format) {
        if (system.inbound() == null
                || format == null
                || !system.inbound().formats().contains(format)) {
            return Refusal.of(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Content-Type");
        }
        String encoding = encoding(request);
        if (!encoding.isEmpty() && !encoding.equals("gzip") && !encoding.equals("identity")) {
            return new Refusal(ErrorCode.UNSUPPORTED_MEDIA_TYPE, "Content-Encoding", "gzip");
        }
        if (request.getContentLengthLong() > limit(system)) {
            return new Refusal(ErrorCode.TOO_LARGE, "Content-Length", "limit " + limit(system) + " bytes");
        }
        return null;
    }

    /** Leaves nothing in the ledger: a flood must not become one there. */
    private void tryLater(HttpServletRequest request, HttpServletResponse response, Refusal refusal)
            throws IOException {
        rejections.count("http", refusal.code());
        HttpAnswer answer = answers.answer(
                IntakeReceipt.refused(null, "", null, List.of(refusal)),
                HttpRefusalWriter.format(request),
                HttpRefusalWriter.locale(request));
        HttpRefusalWriter.write(response, answer.status(), answer);
    }

    private void refuse(HttpServletRequest request, HttpServletResponse response, HubSystem system, Refusal refusal)
            throws IOException {
        Format format = HttpRefusalWriter.format(request);
        IntakeReceipt receipt = system.inbound() == null
                ? IntakeReceipt.refused(null, "", null, List.of(refusal))
                : pipeline.refuseUnread(submission(request, system, format, UNREAD), refusal);
        HttpAnswer answer = answers.answer(receipt, format, HttpRefusalWriter.locale(request));
        HttpRefusalWriter.write(response, answer.status(), answer);
    }

    private Submission submission(HttpServletRequest request, HubSystem system, Format format, byte[] bytes) {
        return new Submission(
                system, format, bytes, clock.instant(), "http", Traceparent.of(request.getHeader("traceparent"), ids));
    }

    private long limit(HubSystem system) {
        return Math.min(ceiling, system.inbound().maxBytes());
    }

    private static boolean isGzip(HttpServletRequest request) {
        return encoding(request).equals("gzip");
    }

    private static String encoding(HttpServletRequest request) {
        String encoding = request.getHeader("Content-Encoding");
        return encoding == null ? "" : encoding.trim().toLowerCase(Locale.ROOT);
    }
}
