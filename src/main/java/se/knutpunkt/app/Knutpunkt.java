package se.knutpunkt.app;

/** Placeholder. */
public final class Knutpunkt {
    private Knutpunkt() {}

    public static void main(String[] args) {}
}
