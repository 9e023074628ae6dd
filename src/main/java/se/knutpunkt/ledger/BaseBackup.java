package se.knutpunkt.ledger;

import java.time.Instant;

/**
 * What is known of a back-up of the whole cluster; from it and the write-ahead log after it the ledger is restored.
 *
 * @param name its folder
 * @param endedAt the first instant one can restore to from it, by the database's clock
 * @param startFile first file of the write-ahead log needed with it
 * @param endFile last file of the write-ahead log needed with it in any case
 * @param systemId number of the cluster, in decimal
 * @param masterKeyInside whether the master key is in it; false where that one is given by the environment
 */
record BaseBackup(
        String name, Instant endedAt, String startFile, String endFile, String systemId, boolean masterKeyInside) {
    static final String PREFIX = "base-";

    WalSegment start() {
        return WalSegment.parse(startFile).orElseThrow();
    }

    WalSegment end() {
        return WalSegment.parse(endFile).orElseThrow();
    }

    /** Of each cluster by itself, for they number their files alike. */
    static String logFolder(String systemId) {
        return "wal/" + systemId + "/";
    }

    /** Name of a file of its log in the back-up folder. */
    String log(String file) {
        return logFolder(systemId) + file;
    }

    String about() {
        return name + "/about";
    }

    String files() {
        return name + "/cluster";
    }

    String keys() {
        return name + "/keys";
    }
}
