/**
 * What the steering group keeps of each shared service: its lifecycle, owner, mandate, money, plans, risks and contacts.
 *
 * <p>Enters: files under {@code adapters/services/}. Leaves: a {@link se.knutpunkt.directory.service.ServiceProfile} per service, each
 * fact with its source and whether it is confirmed. What is not known is left out, never filled in; the report says that it is missing.
 */
package se.knutpunkt.directory.service;
