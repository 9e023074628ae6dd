package se.knutpunkt.crash;

/** Which process is killed. */
enum KillTarget {
    HUB,
    DATABASE,
    BROKER
}
