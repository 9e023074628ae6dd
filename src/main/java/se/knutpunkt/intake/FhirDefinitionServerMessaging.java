package se.knutpunkt.intake;

import ca.uhn.fhir.interceptor.api.Hook;
import ca.uhn.fhir.interceptor.api.Interceptor;
import ca.uhn.fhir.interceptor.api.Pointcut;
import ca.uhn.fhir.rest.api.server.RequestDetails;
import org.hl7.fhir.instance.model.api.IBaseConformance;
import org.hl7.fhir.r4.model.CapabilityStatement;
import org.hl7.fhir.r4.model.CapabilityStatement.CapabilityStatementMessagingComponent;
import org.hl7.fhir.r4.model.CapabilityStatement.EventCapabilityMode;
import org.hl7.fhir.r4.model.Coding;
import org.hl7.fhir.r4.model.MessageDefinition;

/** Adds to the capability statement what HAPI cannot know: the messages, and where they are sent. */
@Interceptor
public final class FhirDefinitionServerMessaging {

    private static final String PROCESS = "http://hl7.org/fhir/OperationDefinition/MessageHeader-process-message";

    private final FhirDefinitionServerContent content;

    FhirDefinitionServerMessaging(FhirDefinitionServerContent content) {
        this.content = content;
    }

    /** Called by HAPI when the statement is made. */
    @Hook(Pointcut.SERVER_CAPABILITY_STATEMENT_GENERATED)
    public void add(IBaseConformance conformance, RequestDetails request) {
        if (conformance instanceof CapabilityStatement statement) {
            CapabilityStatementMessagingComponent messaging = statement.addMessaging();
            messaging
                    .addEndpoint()
                    .setProtocol(new Coding("http://terminology.hl7.org/CodeSystem/message-transport", "http", "HTTP"))
                    .setAddress(request.getFhirServerBase() + "/$process-message");
            for (MessageDefinition event : content.list(MessageDefinition.class)) {
                String definition = event.getUrl() + "|" + event.getVersion();
                messaging
                        .addSupportedMessage()
                        .setMode(EventCapabilityMode.RECEIVER)
                        .setDefinition(definition);
                messaging
                        .addSupportedMessage()
                        .setMode(EventCapabilityMode.SENDER)
                        .setDefinition(definition);
            }
            statement
                    .getRestFirstRep()
                    .addOperation()
                    .setName("process-message")
                    .setDefinition(PROCESS);
        }
    }
}
