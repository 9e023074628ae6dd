package se.knutpunkt.app;

import java.time.Clock;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import se.knutpunkt.deliver.Outgoing;
import se.knutpunkt.deliver.OutgoingWriter;
import se.knutpunkt.episode.EpisodeParameters;
import se.knutpunkt.episode.EpisodeRules;
import se.knutpunkt.message.IdentityPolicy;
import se.knutpunkt.message.Ids;
import se.knutpunkt.message.TimeOrderedIds;
import se.knutpunkt.operate.find.AsSentWriter;

/** What the pure parts need from outside: the clock, identifiers, and which persons and parameters are in force. */
@Configuration(proxyBeanMethods = false)
public class HubBeans {

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }

    @Bean
    Ids ids(Clock clock) {
        return new TimeOrderedIds(clock);
    }

    @Bean
    EpisodeRules episodeRules() {
        return new EpisodeRules(EpisodeParameters.DEFAULT);
    }

    @Bean
    IdentityPolicy identityPolicy(
            @Value("${hub.demo:false}") boolean demo, @Value("${hub.test-identities:}") String testIdentities) {
        return demo ? IdentityPolicy.demo() : IdentityPolicy.production(TestIdentityList.read(testIdentities));
    }

    /** What support sees as sent is made by what sends. */
    @Bean
    AsSentWriter asSentWriter(OutgoingWriter writer) {
        return (claim, system, inForce) -> {
            Outgoing made = writer.write(claim, system, inForce);
            return new AsSentWriter.Written(made.body(), made.contentType(), made.mapping());
        };
    }
}
