package se.knutpunkt.app;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/** The Spring application of the hub: every part below is found by its package. */
@SpringBootApplication(scanBasePackages = "se.knutpunkt")
public class HubApplication {

    private static volatile ConfigurableApplicationContext running;

    static ConfigurableApplicationContext start(StartSafety safety, Map<String, Object> settings) {
        return start(safety, settings, context -> {});
    }

    /** @param beside registers what the hub is to have beside its own beans */
    static ConfigurableApplicationContext start(
            StartSafety safety,
            Map<String, Object> settings,
            ApplicationContextInitializer<ConfigurableApplicationContext> beside) {
        SpringApplication application = new SpringApplication(HubApplication.class);
        application.addInitializers(beside);
        application.addListeners(safety);
        application.setDefaultProperties(new LinkedHashMap<>(settings));
        running = application.run();
        return running;
    }

    static void stop() {
        if (running != null) {
            running.close();
        }
    }

    static boolean isRunning() {
        return running != null && running.isActive();
    }
}
