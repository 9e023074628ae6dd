package se.knutpunkt.report.figures;

import java.util.List;
import se.knutpunkt.directory.Directory;

/**
 * Makes figures of a period that has ended, the same whenever it is asked: from what was recorded until the period's end, and by the
 * parties and documents given. Small ones are taken away afterwards.
 */
@FunctionalInterface
public interface FigureSource {

    /** In any order, each id and scope once. */
    List<Figure> list(Period period, Directory directory);
}
