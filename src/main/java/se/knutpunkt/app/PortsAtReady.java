package se.knutpunkt.app;

import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.apache.catalina.connector.Connector;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;
import se.knutpunkt.intake.IntakePorts;

/** Tells in {@code data/ports.json} which ports were chosen, once everything listens. */
@Component
final class PortsAtReady {

    private final ServletWebServerApplicationContext context;
    private final IntakePorts mllp;
    private final PortsFile file;

    PortsAtReady(ServletWebServerApplicationContext context, IntakePorts mllp, @Value("${hub.data:data}") String data) {
        this.context = context;
        this.mllp = mllp;
        this.file = new PortsFile(Path.of(data));
    }

    @EventListener(ApplicationReadyEvent.class)
    void write() {
        Map<String, Integer> ports = new TreeMap<>();
        if (context.getWebServer() instanceof TomcatWebServer tomcat) {
            for (Connector connector : tomcat.getTomcat().getService().findConnectors()) {
                ports.put(connector.getScheme(), connector.getLocalPort());
            }
        }
        ports.put("mllp", mllp.mllp());
        ports.put("mllps", mllp.mllps());
        file.write(ports);
    }
}
