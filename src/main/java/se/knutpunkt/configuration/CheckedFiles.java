package se.knutpunkt.configuration;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the YAML files of a folder and checks each against the schema that its first line names. */
public final class CheckedFiles {

    private static final String FIRST_LINE = "# yaml-language-server: $schema=";

    private final Candidate candidate;
    private final SchemaValidator schemas;
    private final List<Defect> defects;

    public CheckedFiles(Candidate candidate, List<Defect> defects) {
        this.candidate = candidate;
        this.schemas = new SchemaValidator(candidate);
        this.defects = defects;
    }

    /**
     * The documents directly in {@code folder} that are free from defects, in order of name.
     *
     * @param folder such as {@code mappings/messages}
     * @param schema the schema they must name and follow, such as {@code mappings/message.schema.json}
     */
    public List<YamlDocument> list(String folder, String schema) {
        List<YamlDocument> documents = new ArrayList<>();
        for (String file : candidate.list(folder, ".yaml")) {
            find(file, schema).ifPresent(documents::add);
        }
        return documents;
    }

    /** One document, or empty when it is missing or has a defect. */
    public Optional<YamlDocument> find(String file, String schema) {
        Optional<byte[]> bytes = candidate.find(file);
        if (bytes.isEmpty()) {
            defects.add(Defect.of(file, "", "the file is missing", "create it"));
            return Optional.empty();
        }
        boolean named = requireFirstLine(file, schema);
        return YamlReader.read(file, bytes.get(), defects)
                .filter(document -> schemas.validate(document, schema, defects) && named);
    }

    private boolean requireFirstLine(String file, String schema) {
        String expected = FIRST_LINE + relative(file, schema);
        String first = candidate.findText(file).orElse("").lines().findFirst().orElse("");
        if (first.equals(expected)) {
            return true;
        }
        defects.add(new Defect(file, "", 1, "the first line does not name the schema", "allowed: " + expected));
        return false;
    }

    /** {@code ../party.schema.json} from {@code adapters/parties/x.yaml} to {@code adapters/party.schema.json}. */
    private static String relative(String file, String schema) {
        String folder = file.substring(0, file.lastIndexOf('/') + 1);
        StringBuilder up = new StringBuilder();
        while (!schema.startsWith(folder)) {
            folder = folder.substring(0, folder.lastIndexOf('/', folder.length() - 2) + 1);
            up.append("../");
        }
        return up + schema.substring(folder.length());
    }
}
