package se.knutpunkt.deliver;

import se.knutpunkt.directory.Outbound;

/** The Camel endpoint of a receiver: its address, and that the transport takes nothing upon itself. */
final class ReceiverUri {

    private ReceiverUri() {}

    static String of(Outbound outbound, String client) {
        String address = outbound.address();
        return address + (address.indexOf('?') < 0 ? "?" : "&")
                + "httpMethod=POST"
                // the outcome is told from the status, not from an exception that carries the answer
                + "&throwExceptionOnFailure=false"
                + "&copyHeaders=false"
                + "&skipControlHeaders=true"
                + "&httpClientConfigurer=#" + client;
    }
}
