package se.knutpunkt.directory.governance;

import java.util.List;

/**
 * How a governing document came to be, and where it stands among others.
 *
 * @param bodyId who decided it, when that is a body of the register; empty otherwise
 * @param decisionId the decision; empty when none is known
 * @param replaces ids of the documents it replaces
 * @param adoptedBy which parties have adopted it
 * @param addsTo id of the county rule that this local one adds to; empty for a county rule
 */
public record DocumentTrail(
        String bodyId, String decisionId, List<String> replaces, List<Adoption> adoptedBy, String addsTo) {

    /** Of a document of which nothing of the kind is known. */
    public static final DocumentTrail NONE = new DocumentTrail("", "", List.of(), List.of(), "");

    public DocumentTrail {
        replaces = List.copyOf(replaces);
        adoptedBy = List.copyOf(adoptedBy);
    }
}
