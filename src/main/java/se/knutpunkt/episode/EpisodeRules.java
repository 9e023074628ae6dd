package se.knutpunkt.episode;

import se.knutpunkt.message.EpisodeHead;

/** Decides what an event does to its episode: a pure function of head and event. */
public final class EpisodeRules {

    /** Never throws for anything a sender can do; parameters of the agreement come in through the constructor. */
    public EpisodeDecision decide(EpisodeHead head, EpisodeEvent event) {
        throw new UnsupportedOperationException();
    }
}
