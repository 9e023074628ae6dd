package se.knutpunkt.canonical;

import com.fasterxml.jackson.databind.JsonNode;

/** One compiled check of a value; findings name the place that the caller has entered. */
interface Check {

    void check(JsonNode value, Findings findings);
}
