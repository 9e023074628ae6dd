/**
 * The configuration as files: read, checked against their schemas, hashed and packed.
 *
 * <p>Enters: the folders {@code adapters/}, {@code mappings/} and {@code routes/}. Leaves: checked trees, a snapshot, and every
 * defect with file, place and mend. It never stops at the first defect, and never knows what a file means.
 */
package se.knutpunkt.configuration;
