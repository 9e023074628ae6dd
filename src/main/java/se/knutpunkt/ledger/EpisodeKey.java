package se.knutpunkt.ledger;

import java.util.UUID;

/**
 * How a message names its episode.
 *
 * @param id the episode's UUID as the sender brought it; null when it brought none
 * @param assigner HSA-id of who numbered the visit; empty when there is no visit number
 * @param visitNumber the visit number (PV1-19); empty when there is none
 * @param mayCreate true when the event may begin an episode
 * @param mustExist true for what only updates an open episode (an ADT stream); without one nothing is stored
 */
public record EpisodeKey(UUID id, String assigner, String visitNumber, boolean mayCreate, boolean mustExist) {}
