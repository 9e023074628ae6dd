package se.knutpunkt.directory.economy;

/**
 * Where something stands, so that whoever keeps the file finds it.
 *
 * @param file the file, relative to the configuration folder
 * @param line line in it, from one; zero for the file itself
 */
public record Place(String file, int line) {

    @Override
    public String toString() {
        return line > 0 ? file + ":" + line : file;
    }
}
