package se.knutpunkt.console;

import java.util.List;
import se.knutpunkt.security.Operator;
import se.knutpunkt.security.Right;

/**
 * One line of the menu, shown to whoever has its right. A part adds its page here when the page is there.
 *
 * @param path address of the page
 * @param key key of its text, {@code menu.<key>}
 * @param right the right that the page needs
 */
record MenuItem(String path, String key, Right right) {

    private static final List<MenuItem> ALL = List.of(
            new MenuItem("/", "overview", Right.VIEW_OVERVIEW),
            new MenuItem("/since", "since", Right.VIEW_OVERVIEW),
            new MenuItem("/messages", "messages", Right.VIEW_MESSAGES),
            new MenuItem("/failure-groups", "failure-groups", Right.VIEW_MESSAGES),
            new MenuItem("/alerts", "alerts", Right.VIEW_OVERVIEW),
            new MenuItem("/incidents", "incidents", Right.VIEW_OVERVIEW),
            new MenuItem("/replays", "replays", Right.VIEW_MESSAGES),
            new MenuItem("/misaddressed", "misaddressed", Right.VIEW_MESSAGES),
            new MenuItem("/routes", "routes", Right.VIEW_OVERVIEW),
            new MenuItem("/adapters", "adapters", Right.VIEW_OVERVIEW),
            new MenuItem("/configuration", "configuration", Right.VIEW_CONFIGURATION),
            new MenuItem("/reports", "reports", Right.VIEW_REPORT),
            new MenuItem("/own", "own", Right.VIEW_OWN_PARTY),
            new MenuItem("/users", "users", Right.MANAGE_USERS),
            new MenuItem("/audit", "audit", Right.VIEW_AUDIT));

    static List<MenuItem> of(Operator operator) {
        return ALL.stream().filter(item -> operator.has(item.right())).toList();
    }

    /** Whether the page at {@code current} is this one or below it. */
    public boolean isCurrent(String current) {
        return current.equals(path) || !path.equals("/") && current.startsWith(path + "/");
    }
}
