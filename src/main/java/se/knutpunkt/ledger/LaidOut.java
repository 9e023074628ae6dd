package se.knutpunkt.ledger;

import java.nio.file.Path;

/**
 * A back-up unpacked, ready to be recovered.
 *
 * @param cluster its cluster
 * @param log folder with the write-ahead log after it
 * @param password password of the cluster
 * @param missing the file of the log at which it ends although more follow, as a path in the back-up; empty when there is none
 */
record LaidOut(Path cluster, Path log, String password, String missing) {}
