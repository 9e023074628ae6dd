package se.knutpunkt.bench;

/**
 * One thing measured.
 *
 * @param key its name in the JSON
 * @param what what it is, for a person
 * @param value the measured value
 * @param unit its unit
 * @param aim what is aimed at; {@link Aim#NONE} when nothing is
 */
record Figure(String key, String what, double value, String unit, Aim aim) {

    /** A bound, or none. */
    record Aim(Kind kind, double bound) {

        enum Kind {
            NONE,
            AT_LEAST,
            AT_MOST
        }

        static final Aim NONE = new Aim(Kind.NONE, 0);

        static Aim atLeast(double bound) {
            return new Aim(Kind.AT_LEAST, bound);
        }

        static Aim atMost(double bound) {
            return new Aim(Kind.AT_MOST, bound);
        }

        boolean isReached(double value) {
            return switch (kind) {
                case NONE -> true;
                case AT_LEAST -> value >= bound;
                case AT_MOST -> value <= bound;
            };
        }
    }
}
