package se.knutpunkt.catalogue;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The code lists in force, by id. Immutable; built from one snapshot of the files. */
public final class CodeLists {

    private final Map<String, CodeList> lists = new TreeMap<>();

    public CodeLists(Collection<CodeList> lists) {
        lists.forEach(list -> this.lists.put(list.id(), list));
    }

    public Optional<CodeList> find(String id) {
        return Optional.ofNullable(lists.get(id));
    }

    /** True when the list {@code id} has the code; false also for an unknown list. */
    public boolean contains(String id, String code) {
        return find(id).flatMap(list -> list.find(code)).isPresent();
    }

    /** All lists in order of id. */
    public List<CodeList> list() {
        return new ArrayList<>(lists.values());
    }
}
