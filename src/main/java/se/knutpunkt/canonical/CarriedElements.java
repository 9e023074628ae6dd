package se.knutpunkt.canonical;

import java.util.List;
import se.knutpunkt.catalogue.Catalogue;
import se.knutpunkt.catalogue.Element;

/** Which elements of the catalogue a message carries; their names, never their values. */
public final class CarriedElements {

    private CarriedElements() {}

    /** In the order of the catalogue. */
    public static List<Element> list(CanonicalMessage message, Catalogue catalogue) {
        return catalogue.listElements().stream()
                .filter(element -> element.location() == Element.Location.CONTENT
                        ? !message.listInputs(element.name()).isEmpty()
                        : !ElementPlace.values(message, element).isEmpty())
                .toList();
    }
}
