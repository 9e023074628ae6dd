package se.knutpunkt.directory;

import java.util.List;
import java.util.regex.Pattern;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.Defect;

/** Refuses files under {@code adapters/} that nothing reads: a file in the wrong folder must not look as if it were in force. */
final class KnownFiles {

    private static final Pattern KNOWN = Pattern.compile("adapters/("
            + "README\\.md|[a-z]+\\.schema\\.json|alerts\\.yaml|credentials\\.yaml|endpoints\\.yaml"
            + "|(parties|systems|systems/layers|services|governance|governance/bodies|governance/decisions|governance/changes)/[a-z0-9-]+\\.yaml"
            + "|economy/[a-z0-9-]+\\.(yaml|csv|se))");

    private KnownFiles() {}

    static void refuseUnknown(Candidate candidate, List<Defect> defects) {
        for (String file : candidate.names()) {
            if (file.startsWith("adapters/") && !KNOWN.matcher(file).matches()) {
                defects.add(
                        Defect.of(
                                file,
                                "",
                                "nothing reads the file",
                                "allowed: <name>.yaml in parties, systems, systems/layers, services or governance, .yaml, .csv or .se in economy; else remove it"));
            }
        }
    }
}
