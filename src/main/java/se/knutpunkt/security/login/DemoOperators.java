package se.knutpunkt.security.login;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.ApplicationListener;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HubException;
import se.knutpunkt.security.DemoCertificates;
import se.knutpunkt.security.OperatorRole;

/** In the demonstration, one user per role, and a second one to approve what the first has edited, with a password made for this data folder, written beside the systems' credentials. */
final class DemoOperators implements ApplicationListener<ApplicationReadyEvent> {

    private record Demo(String name, String displayName, OperatorRole role, Set<String> parties) {}

    private static final List<Demo> USERS = List.of(
            new Demo("admin", "Demo, administratör", OperatorRole.ADMINISTRATOR, Set.of()),
            new Demo("support", "Demo, support", OperatorRole.SUPPORT, Set.of()),
            new Demo("support-innehall", "Demo, support med innehåll", OperatorRole.SUPPORT_WITH_PAYLOAD, Set.of()),
            new Demo("support-granskar", "Demo, support som granskar", OperatorRole.SUPPORT_WITH_PAYLOAD, Set.of()),
            new Demo(
                    "kontakt-dals-ed",
                    "Demo, kontakt i Dals-Ed",
                    OperatorRole.MUNICIPALITY_CONTACT,
                    Set.of("municipality-dals-ed")));

    private final LocalUsers users;
    private final boolean demo;
    private final DemoCertificates credentials;

    DemoOperators(LocalUsers users, boolean demo, DemoCertificates credentials) {
        this.users = users;
        this.demo = demo;
        this.credentials = credentials;
    }

    @Override
    public void onApplicationEvent(ApplicationReadyEvent ready) {
        if (!demo) {
            return;
        }
        try {
            Map<String, String> known = knownPasswords();
            ArrayNode list = JsonNodeFactory.instance.arrayNode();
            for (Demo user : USERS) {
                String password = known.getOrDefault(user.name(), credentials.secret());
                if (!users.create(user.name(), user.displayName(), password, Set.of(user.role()), user.parties())
                        && !known.containsKey(user.name())) {
                    users.setPassword(user.name(), password);
                }
                ObjectNode entry = list.addObject().put("user", user.name()).put("password", password);
                entry.put("role", user.role().code());
                user.parties().forEach(entry.putArray("parties")::add);
            }
            credentials.writeConsole(list);
        } catch (IOException | GeneralSecurityException failed) {
            throw new HubException(ErrorCode.SETTING_INVALID, "hub.data", DemoCertificates.CREDENTIALS, failed);
        }
    }

    private Map<String, String> knownPasswords() throws IOException {
        Map<String, String> known = new HashMap<>();
        for (JsonNode user : credentials.readConsole().orElse(JsonNodeFactory.instance.arrayNode())) {
            known.put(user.path("user").asText(), user.path("password").asText());
        }
        return known;
    }
}
