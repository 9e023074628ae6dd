package se.knutpunkt.report.finding;

import java.math.BigDecimal;

/**
 * One rule of the register.
 *
 * @param id named beside what it found
 * @param figure id of the figure it looks at
 * @param shape of which scopes, see {@code Scope.shape()}
 * @param when what makes it fire
 * @param threshold what the value is held against; null for MISSING
 * @param least another figure of the same scope must be at least so large for the rule to look: few messages make wild shares
 * @param sentence for one, with {value}, {threshold}, {before}, {change} and {name}
 * @param many for several, with {count}, {names} and {threshold}; empty when the shape has one scope only
 * @param decision what the steering group has to decide when it fires; empty for nothing
 */
record FindingRule(
        String id,
        String figure,
        String shape,
        When when,
        BigDecimal threshold,
        Least least,
        Finding.Severity severity,
        String sentence,
        String many,
        String decision,
        String source,
        boolean unconfirmed) {

    /** What makes a rule fire. */
    enum When {
        /** The value is less than the threshold. */
        BELOW,
        /** The value is more than the threshold. */
        ABOVE,
        /** There is no value though there should be. */
        MISSING,
        /** The value is more than so many per cent above that of the period before. */
        RISEN,
        /** The value is more than so many per cent below that of the period before. */
        FALLEN
    }

    /** @param value the least value of that figure */
    record Least(String figure, BigDecimal value) {}
}
