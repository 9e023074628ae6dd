package se.knutpunkt.configuration;

import java.util.Comparator;

/**
 * One thing wrong in the configuration files, told so that it can be mended without reading code.
 *
 * @param file the file, relative to the configuration folder
 * @param path place in the file, such as {@code units[0].hsaId}; empty for the file itself
 * @param line line in the file, from one; zero when not known
 * @param problem what is wrong
 * @param mend what is allowed or what to do
 */
public record Defect(String file, String path, int line, String problem, String mend) implements Comparable<Defect> {

    private static final Comparator<Defect> ORDER = Comparator.comparing(Defect::file)
            .thenComparingInt(Defect::line)
            .thenComparing(Defect::path)
            .thenComparing(Defect::problem)
            .thenComparing(Defect::mend);

    /** A defect whose line is not known. */
    public static Defect of(String file, String path, String problem, String mend) {
        return new Defect(file, path, 0, problem, mend);
    }

    @Override
    public int compareTo(Defect other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line: path: problem; mend}, without what is not known. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(file);
        if (line > 0) {
            text.append(':').append(line);
        }
        text.append(": ");
        if (!path.isEmpty()) {
            text.append(path).append(": ");
        }
        text.append(problem);
        if (!mend.isEmpty()) {
            text.append("; ").append(mend);
        }
        return text.toString();
    }
}
