package se.knutpunkt.report.desk;

import java.util.List;
import se.knutpunkt.report.compose.Material;
import se.knutpunkt.report.figures.FigureSet;
import se.knutpunkt.report.figures.Period;

/** Where the desk gets figures: what is frozen, or what a draft is made of. */
public interface FigureBook {

    /** The last frozen set; what the figures are now where none is frozen. Refuses a period that has not ended. */
    FigureSet get(Period period);

    /** Freezes the period unless it is frozen; the last frozen set. */
    FigureSet freeze(Period period, String byWhom);

    /** The frozen sets of the periods before, the oldest first. */
    List<FigureSet> trend(Period period);

    /** What was changed since it was first frozen. */
    List<Material.Correction> corrections(Period period);
}
