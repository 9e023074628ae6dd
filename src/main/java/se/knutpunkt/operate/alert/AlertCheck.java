package se.knutpunkt.operate.alert;

import java.util.List;
import se.knutpunkt.directory.AlertRule;

/** One kind of rule: finds what it looks for. What cannot be told now is an exception, and then nothing is opened or resolved. */
public interface AlertCheck {

    /** The rules it serves, such as {@code circuit-open}. */
    String kind();

    /** What is there now. */
    List<Condition> find(AlertRule rule);
}
