package se.knutpunkt.simulate;

import se.knutpunkt.message.PersonId;

/**
 * A made-up patient under a listed test identity.
 *
 * @param id the identity
 * @param given given name
 * @param family family name
 * @param woman administrative gender
 * @param street street and number
 * @param phone telephone
 * @param protection {@code sekretessmarkering}, {@code skyddadFolkbokforing} or empty
 * @param municipality where registered
 */
record Patient(
        PersonId id,
        String given,
        String family,
        boolean woman,
        String street,
        String phone,
        String protection,
        SimulatedMunicipality municipality) {}
