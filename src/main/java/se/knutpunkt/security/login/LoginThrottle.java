package se.knutpunkt.security.login;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import java.time.Duration;

/**
 * How often somebody may guess: a name and an address each have a few failed tries, and get one back a minute. Names and addresses are
 * kept only while they have failed, and no more of them than fit.
 */
final class LoginThrottle {

    private static final int NAMES = 10_000;
    private static final int TRIES_PER_NAME = 5;
    private static final int TRIES_PER_ADDRESS = 20;

    private final Cache<String, Bucket> buckets = Caffeine.newBuilder()
            .maximumSize(NAMES)
            .expireAfterAccess(Duration.ofHours(1))
            .build();

    boolean mayTry(String name, String address) {
        return hasRoom("name " + name) && hasRoom("address " + address);
    }

    void failed(String name, String address) {
        take("name " + name, TRIES_PER_NAME);
        take("address " + address, TRIES_PER_ADDRESS);
    }

    void succeeded(String name) {
        buckets.invalidate("name " + name);
    }

    private boolean hasRoom(String key) {
        Bucket bucket = buckets.getIfPresent(key);
        return bucket == null || bucket.getAvailableTokens() > 0;
    }

    private void take(String key, int tries) {
        buckets.get(
                        key,
                        absent -> Bucket.builder()
                                .addLimit(limit -> limit.capacity(tries).refillGreedy(1, Duration.ofMinutes(1)))
                                .build())
                .tryConsume(1);
    }
}
