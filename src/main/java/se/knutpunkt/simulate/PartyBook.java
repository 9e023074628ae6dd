package se.knutpunkt.simulate;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** Journals and behaviours of all parties, by system id; a party comes into being with its first message. */
final class PartyBook {

    private record Told(Behaviour behaviour, AtomicInteger left) {}

    private static final Behaviour WELL = Behaviour.answer();

    private final Map<String, PartyJournal> journals = new ConcurrentHashMap<>();
    private final Map<String, Told> told = new ConcurrentHashMap<>();
    private final Set<String> poisoned = ConcurrentHashMap.newKeySet();

    PartyJournal journal(String systemId) {
        return journals.computeIfAbsent(systemId, id -> new PartyJournal());
    }

    SortedMap<String, PartyJournal> journals() {
        return new TreeMap<>(journals);
    }

    void behave(String systemId, Behaviour behaviour) {
        told.put(systemId, new Told(behaviour, new AtomicInteger(behaviour.times())));
    }

    void beWell(String systemId) {
        told.remove(systemId);
    }

    /** How the next message to the system is met; counts down behaviours that last for some messages. */
    Behaviour next(String systemId) {
        Told now = told.get(systemId);
        if (now == null) {
            return WELL;
        }
        if (now.behaviour().times() > 0 && now.left().getAndDecrement() <= 0) {
            told.remove(systemId, now);
            return WELL;
        }
        return now.behaviour();
    }

    /** Every party refuses this message until told otherwise. */
    void poison(String messageId) {
        poisoned.add(messageId);
    }

    void heal(String messageId) {
        poisoned.remove(messageId);
    }

    boolean isPoisoned(String messageId) {
        return poisoned.contains(messageId);
    }

    void clear() {
        poisoned.clear();
        journals.clear();
        told.clear();
    }
}
