package se.knutpunkt.deliver;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.time.Duration;
import org.apache.hc.client5.http.classic.ExecChain;
import org.apache.hc.client5.http.classic.ExecChainHandler;
import org.apache.hc.core5.http.ClassicHttpRequest;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.HttpEntity;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;

/**
 * Reads a receiver's answer into memory before anything else sees it: no more than so many bytes, and
 * no longer than the receiver's time. One that goes on past either loses its connection.
 */
final class BoundedAnswer implements ExecChainHandler {

    private final int maxBytes;
    private final Duration timeout;

    BoundedAnswer(int maxBytes, Duration timeout) {
        this.maxBytes = maxBytes;
        this.timeout = timeout;
    }

    @Override
    public ClassicHttpResponse execute(ClassicHttpRequest request, ExecChain.Scope scope, ExecChain chain)
            throws IOException, HttpException {
        ClassicHttpResponse response = chain.proceed(request, scope);
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
        long end = System.nanoTime() + timeout.toNanos();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            body.write(buffer, 0, count);
            if (body.size() > maxBytes) {
                throw new AnswerTooLarge();
            }
            if (System.nanoTime() > end) {
                throw new SocketTimeoutException("answer took too long");
            }
        }
        return body.toByteArray();
    }
}
