package se.knutpunkt.deliver;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A message in the receiver's format.
 *
 * @param tree its tree, marked with the attempt
 * @param body its bytes
 * @param contentType media type
 * @param mapping id of the mapping used
 */
public record Outgoing(JsonNode tree, byte[] body, String contentType, String mapping) {}
