package se.knutpunkt.simulate;

/** Small messages as the hub delivers them, with only what a simulated party looks at. */
final class Sample {

    private Sample() {}

    static String event(String messageId, String episode, String sentAt) {
        return """
                {"messageId":"%s","event":"general-message","sentAt":"%s","episode":{"id":"%s"},
                 "receivers":[{"unit":"SE2120001413-SYN1438","role":"social-services"}]}""".formatted(messageId, sentAt, episode);
    }

    static String bundle(String messageId, String episode, String sentAt, boolean possibleDuplicate) {
        return """
                {"resourceType":"Bundle","type":"message","timestamp":"%s","entry":[
                 {"resource":{"resourceType":"MessageHeader","id":"%s","extension":[
                   {"url":"https://knutpunkt.se/fhir/StructureDefinition/possible-duplicate","valueBoolean":%s}],
                  "eventCoding":{"code":"admission-notice"},"destination":[
                   {"receiver":{"identifier":{"value":"SE2120001413-SYN1438"}}}]}},
                 {"resource":{"resourceType":"Encounter","identifier":[
                   {"system":"https://knutpunkt.se/fhir/identifier/episode","value":"%s"}]}}]}""".formatted(sentAt, messageId, possibleDuplicate, episode);
    }

    static String xml(String messageId, String episode, String sentAt, boolean possibleDuplicate) {
        return """
                <?xml version="1.0" encoding="UTF-8"?>
                <Bundle xmlns="http://hl7.org/fhir"><timestamp value="%s"/><entry><resource><MessageHeader><id value="%s"/>
                <extension url="https://knutpunkt.se/fhir/StructureDefinition/possible-duplicate"><valueBoolean value="%s"/></extension>
                <eventCoding><code value="admission-notice"/></eventCoding><destination><receiver><identifier>
                <value value="SE2120001413-SYN1438"/></identifier></receiver></destination></MessageHeader></resource></entry>
                <entry><resource><Encounter><identifier><system value="https://knutpunkt.se/fhir/identifier/episode"/>
                <value value="%s"/></identifier></Encounter></resource></entry></Bundle>""".formatted(sentAt, messageId, possibleDuplicate, episode);
    }

    static String adt(String controlId) {
        return "MSH|^~\\&|HUB|HUB|ADT|WARD|20261102091500+0100||ADT^A01|" + controlId
                + "|T|2.5||||||UNICODE UTF-8\rPV1|1|I||||||||||||||||VT1\r";
    }
}
