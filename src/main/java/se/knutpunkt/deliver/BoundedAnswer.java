package se.knutpunkt.deliver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Reads a receiver's answer into memory before anything else sees it: no more than so many bytes, and no longer than the receiver's
 * time from the moment the request begins, however slowly it sends. One that goes on past either loses its connection.
 */
final class BoundedAnswer implements ExecChainHandler {

    private final int maxBytes;
    private final Duration timeout;
    private final ScheduledExecutorService deadlines;

    /** @param deadlines where connections that overrun their time are cut; may be shared, for cutting one takes no time */
    BoundedAnswer(int maxBytes, Duration timeout, ScheduledExecutorService deadlines) {
        this.maxBytes = maxBytes;
        this.timeout = timeout;
        this.deadlines = deadlines;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        // A limit on each read alone is never reached by a receiver that sends a byte a second.
        AtomicBoolean late = new AtomicBoolean();
        Future<?> deadline = deadlines.schedule(
                () -> {
                    late.set(true);
                    scope.execRuntime.discardEndpoint();
                },
                timeout.toMillis(),
                TimeUnit.MILLISECONDS);
        try {
            return readWhole(chain.proceed(request, scope), scope);
        } catch (IOException broken) {
            throw late.get() ? tooLong(broken) : broken;
        } finally {
            deadline.cancel(false);
        }
    }

    private ClassicHttpResponse readWhole(ClassicHttpResponse response, ExecChain.Scope scope) throws IOException {
        HttpEntity entity = response.getEntity();
        if (entity == null) {
            return response;
        }
        byte[] body;
        try {
            // not closed here: a stream that is closed early is read on to its end, which a hostile one does not have
            body = read(entity.getContent());
        } catch (IOException broken) {
            scope.execRuntime.discardEndpoint();
            throw broken;
        }
        response.setEntity(new ByteArrayEntity(body, ContentType.parseLenient(entity.getContentType())));
        return response;
    }

    private byte[] read(InputStream content) throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            body.write(buffer, 0, count);
            if (body.size() > maxBytes) {
                throw new AnswerTooLarge();
            }
        }
        return body.toByteArray();
    }

    private static IOException tooLong(IOException broken) {
        SocketTimeoutException late = new SocketTimeoutException("answer took too long");
        late.initCause(broken);
        return late;
    }
}
