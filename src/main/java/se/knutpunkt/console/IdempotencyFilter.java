package se.knutpunkt.console;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.util.ContentCachingResponseWrapper;
import se.knutpunkt.crypto.KeyedHasher;
import se.knutpunkt.ledger.OperatorRequestLedger;
import se.knutpunkt.ledger.OperatorRequestLedger.Earlier;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.Refusal;
import se.knutpunkt.security.ConsolePaths;
import se.knutpunkt.security.login.ProblemWriter;

/**
 * A changing request of the API with an {@code Idempotency-Key} is done once: the same again gets the same answer, another one under the
 * same key is refused. Answers of such requests are kept for a week, but for those that say themselves that nobody may store them.
 */
final class IdempotencyFilter extends OncePerRequestFilter {

    static final String HEADER = "Idempotency-Key";

    /** Cache-Control of answers with content of messages. */
    static final String NOT_STORED = "no-store";

    private static final Set<String> CHANGING = Set.of("POST", "PUT", "PATCH", "DELETE");
    private static final int LARGEST_REQUEST = 5_000_000;
    private static final int LARGEST_ANSWER = 1_000_000;
    private static final int FIRST_FAILURE = 400;

    private final OperatorRequestLedger requests;
    private final KeyedHasher hasher;
    private final ProblemWriter refusals;

    IdempotencyFilter(OperatorRequestLedger requests, KeyedHasher hasher, ProblemWriter refusals) {
        this.requests = requests;
        this.hasher = hasher;
        this.refusals = refusals;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !ConsolePaths.isApi(request)
                || !CHANGING.contains(request.getMethod())
                || request.getHeader(HEADER) == null
                || SecurityContextHolder.getContext().getAuthentication() == null;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String key = request.getHeader(HEADER);
        if (!key.matches("[!-~]{1,200}")) {
            refusals.write(
                    request, response, 400, new Refusal(ErrorCode.INVALID_PARAMETER, HEADER, "1 to 200 characters"));
            return;
        }
        byte[] body = request.getInputStream().readNBytes(LARGEST_REQUEST + 1);
        if (body.length > LARGEST_REQUEST) {
            refusals.write(request, response, 413, Refusal.of(ErrorCode.TOO_LARGE, "body"));
            return;
        }
        String byWhom = SecurityContextHolder.getContext().getAuthentication().getName();
        String hash = hash(request, body);
        Optional<Earlier> earlier = requests.take(byWhom, key, hash);
        if (earlier.isEmpty()) {
            first(new ReadRequest(request, body), response, chain, byWhom, key);
        } else if (!earlier.get().requestHash().equals(hash)) {
            refusals.write(request, response, 422, Refusal.of(ErrorCode.REQUEST_KEY_REUSED, HEADER));
        } else if (earlier.get().status() == null) {
            refusals.write(request, response, 409, Refusal.of(ErrorCode.REQUEST_UNDER_WAY, HEADER));
        } else {
            answerAgain(response, earlier.get());
        }
    }

    private void first(
            HttpServletRequest request, HttpServletResponse response, FilterChain chain, String byWhom, String key)
            throws ServletException, IOException {
        ContentCachingResponseWrapper kept = new ContentCachingResponseWrapper(response);
        boolean done = false;
        try {
            chain.doFilter(request, kept);
            byte[] answer = kept.getContentAsByteArray();
            // What was refused has changed nothing, and may be right the next time.
            done = kept.getStatus() < FIRST_FAILURE && answer.length <= LARGEST_ANSWER && mayBeKept(kept);
            if (done) {
                requests.finish(
                        byWhom, key, kept.getStatus(), kept.getHeader("Location"), kept.getContentType(), answer);
            }
        } finally {
            if (!done) {
                requests.giveUp(byWhom, key);
            }
        }
        // Only now: whoever has the answer may use the key again at once.
        kept.copyBodyToResponse();
    }

    private static boolean mayBeKept(HttpServletResponse answer) {
        return !NOT_STORED.equals(answer.getHeader(HttpHeaders.CACHE_CONTROL));
    }

    private static void answerAgain(HttpServletResponse response, Earlier earlier) throws IOException {
        response.setStatus(earlier.status());
        if (earlier.location() != null) {
            response.setHeader("Location", earlier.location());
        }
        if (earlier.contentType() != null) {
            response.setContentType(earlier.contentType());
        }
        response.getOutputStream().write(earlier.body());
    }

    private String hash(HttpServletRequest request, byte[] body) {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        whole.writeBytes((request.getMethod() + " " + request.getRequestURI() + "?" + request.getQueryString() + "\n")
                .getBytes(StandardCharsets.UTF_8));
        whole.writeBytes(body);
        return hasher.hashContent(whole.toByteArray());
    }
}
