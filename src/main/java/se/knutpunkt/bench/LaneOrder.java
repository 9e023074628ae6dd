package se.knutpunkt.bench;

/**
 * Which message is sent at each turn: {@code width} episodes are under way at once and take turns, a quarter of them at each of their
 * four messages, so that the load has the same mixture all the time.
 */
record LaneOrder(int width) {

    /** A message by lane and place in it. */
    record Turn(int lane, int place) {}

    /** So many lanes that the messages of one come half a second apart. */
    static LaneOrder at(int perSecond) {
        return new LaneOrder(Math.max(MessageTemplates.PLACES, perSecond / 2));
    }

    Turn turn(int number) {
        int position = number % width;
        int round = number / width;
        // A position that would begin in the middle of an episode begins with a shorter one.
        int step = round + position % MessageTemplates.PLACES;
        int generation = step / MessageTemplates.PLACES;
        int place = generation == 0 ? round : step % MessageTemplates.PLACES;
        return new Turn(generation * width + position, place);
    }
}
