package se.knutpunkt.directory;

/**
 * Whom to reach at a party: always a function, never a named person.
 *
 * @param function what the contact is for, such as {@code it-support} or {@code reserve-routine}
 * @param phone telephone; empty when there is none
 * @param email function mailbox; empty when there is none
 */
public record Contact(String function, String phone, String email) {}
