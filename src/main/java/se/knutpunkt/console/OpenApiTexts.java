package se.knutpunkt.console;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;

/** What the two documents of the API say about themselves and about who may call. */
final class OpenApiTexts {

    private static final String VERSION = "1";

    private OpenApiTexts() {}

    static void operators(OpenAPI document) {
        describe(
                document,
                "Knutpunkt for operators",
                "All that the console does. Log in by HTTP Basic as a local user, or by the console's session (then changing"
                        + " requests carry its CSRF token in X-CSRF-TOKEN). Errors are application/problem+json. Lists answer {items, next}:"
                        + " give next as cursor for the next part. A changing request may carry an Idempotency-Key: the same again gets the"
                        + " same answer for a week.");
        secure(
                document,
                "basic",
                new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("basic"));
        secure(
                document,
                "session",
                new SecurityScheme()
                        .type(SecurityScheme.Type.APIKEY)
                        .in(SecurityScheme.In.COOKIE)
                        .name("knutpunkt"));
    }

    static void systems(OpenAPI document) {
        describe(
                document,
                "Knutpunkt for systems",
                "For systems that send and receive. Client certificate on the TLS port, or a bearer token. FHIR is described by"
                        + " /fhir/metadata; what operators use by /openapi/ops.");
        secure(
                document,
                "bearer",
                new SecurityScheme().type(SecurityScheme.Type.HTTP).scheme("bearer"));
    }

    private static void describe(OpenAPI document, String title, String description) {
        document.setInfo(new Info().title(title).version(VERSION).description(description));
    }

    private static void secure(OpenAPI document, String name, SecurityScheme scheme) {
        if (document.getComponents() == null) {
            document.setComponents(new Components());
        }
        document.getComponents().addSecuritySchemes(name, scheme);
        document.addSecurityItem(new SecurityRequirement().addList(name));
    }
}
