package se.knutpunkt.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;
import se.knutpunkt.intake.HubFixture;
import se.knutpunkt.security.ConsolePaths;
import se.knutpunkt.security.OpenToAll;
import se.knutpunkt.security.OperatorRole;
import se.knutpunkt.security.Requires;
import se.knutpunkt.security.Right;

/** Each handler method of the console, called by nobody and by every role that lacks its right. */
class RightsIT {

    /** One way to call a handler method. */
    record Call(RequestMethod method, String path, HandlerMethod handler) {
        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    private static final Map<OperatorRole, String> USERS = Map.of(
            OperatorRole.ADMINISTRATOR, "admin",
            OperatorRole.SUPPORT, "support",
            OperatorRole.SUPPORT_WITH_PAYLOAD, "support-innehall",
            OperatorRole.MUNICIPALITY_CONTACT, "kontakt-dals-ed");
    private static final Map<String, ConsoleClient> PERSONS = new HashMap<>();
    private static final Map<String, String> TOKENS = new HashMap<>();

    static Stream<Call> calls() {
        Map<RequestMappingInfo, HandlerMethod> handlers = HubFixture.get()
                .bean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods();
        return handlers.entrySet().stream()
                .filter(entry -> RightsInterceptor.isOfConsole(entry.getValue()))
                .flatMap(entry -> entry.getKey().getPatternValues().stream()
                        .flatMap(path -> methods(entry.getKey()).stream()
                                .map(method -> new Call(method, path, entry.getValue()))));
    }

    @ParameterizedTest
    @MethodSource("calls")
    void nobodyCallsAMethodWithoutItsRight(Call call) {
        assertThat(ConsolePaths.contains(call.path()) || call.path().equals("/openapi"))
                .as("ConsolePaths knows " + call.path())
                .isTrue();
        if (call.handler().hasMethodAnnotation(OpenToAll.class)) {
            return;
        }
        Requires requires = call.handler().getMethodAnnotation(Requires.class);
        assertThat(requires).as(call.handler() + " names a right").isNotNull();
        assertThat(USERS.keySet()).as("roles that are tried").isEqualTo(Set.of(OperatorRole.values()));
        String path = call.path().replaceAll("\\{[^}]*}", "0192f000-0000-7000-8000-000000000000");
        HttpResponse<String> nobody =
                ConsoleClient.anonymous().method(call.method().name(), path);
        if (call.method() != RequestMethod.GET) {
            assertThat(nobody.statusCode()).as("nobody").isIn(401, 403);
        } else if (ConsolePaths.contains(path) && path.startsWith(ConsolePaths.API)) {
            assertThat(nobody.statusCode()).as("nobody").isEqualTo(401);
        } else {
            assertThat(nobody.statusCode()).as("nobody").isEqualTo(302);
            assertThat(nobody.headers().firstValue("Location"))
                    .hasValueSatisfying(to -> assertThat(to).endsWith("/login"));
        }
        for (OperatorRole role : OperatorRole.values()) {
            if (role.rights().contains(requires.value())
                    && !(role.ownPartiesOnly() && !requires.party().isEmpty())) {
                continue;
            }
            HttpResponse<String> answer = as(USERS.get(role), call.method(), path);
            assertThat(answer.statusCode()).as(role.code()).isEqualTo(403);
            assertThat(answer.body())
                    .as("it is the right that is missing")
                    .contains("HUB-801")
                    .contains(
                            path.startsWith(ConsolePaths.API) ? requires.value().code() : "");
        }
    }

    @Test
    void everyRoleHasARightAndEveryRightARole() {
        for (OperatorRole role : OperatorRole.values()) {
            assertThat(role.rights()).as(role.code()).isNotEmpty();
        }
        assertThat(Arrays.stream(OperatorRole.values()).flatMap(role -> role.rights().stream()))
                .contains(Right.values());
    }

    private static HttpResponse<String> as(String user, RequestMethod method, String path) {
        ConsoleClient person = PERSONS.computeIfAbsent(user, ConsoleClient::loggedIn);
        if (method == RequestMethod.GET) {
            return person.get(path);
        }
        String token = TOKENS.computeIfAbsent(
                user, name -> ConsoleClient.csrf(person.get("/users").body()));
        return path.startsWith(ConsolePaths.API)
                ? person.json(method.name(), path, "{}", "X-CSRF-TOKEN", token)
                : person.form(path, Map.of("_csrf", token, "once", "0192f000-0000-7000-8000-000000000001"));
    }

    private static List<RequestMethod> methods(RequestMappingInfo mapping) {
        Set<RequestMethod> methods = mapping.getMethodsCondition().getMethods();
        return methods.isEmpty() ? List.of(RequestMethod.GET) : List.copyOf(methods);
    }
}
