package se.knutpunkt.catalogue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import se.knutpunkt.configuration.Candidate;
import se.knutpunkt.configuration.CheckedFiles;
import se.knutpunkt.configuration.Defect;
import se.knutpunkt.configuration.YamlDocument;

/** Reads the words the events are written in: sections and elements, and the code lists elements are bound to. */
final class VocabularyReader {

    private static final String FOLDER = "mappings/codes";
    private static final String LIST_SCHEMA = "mappings/code-list.schema.json";

    private final CheckedFiles files;
    private final List<Defect> defects;
    private final List<Section> sections = new ArrayList<>();
    private final List<Element> elements = new ArrayList<>();
    private final List<CodeList> codeLists = new ArrayList<>();

    VocabularyReader(CheckedFiles files, List<Defect> defects) {
        this.files = files;
        this.defects = defects;
    }

    /** Reads all; what has a defect is left out. */
    void read(Candidate candidate) {
        files.find(FOLDER + "/elements.yaml", "mappings/elements.schema.json").ifPresent(this::readElements);
        for (String file : candidate.list(FOLDER, ".yaml")) {
            // Concept maps live in the same folder; a file's first line says what it is.
            String firstLine =
                    candidate.findText(file).orElse("").lines().findFirst().orElse("");
            if (firstLine.endsWith("code-list.schema.json")) {
                files.find(file, LIST_SCHEMA).ifPresent(this::readCodeList);
            }
        }
        requireUsed();
    }

    List<Section> sections() {
        return sections;
    }

    List<Element> elements() {
        return elements;
    }

    List<CodeList> codeLists() {
        return codeLists;
    }

    private void readElements(YamlDocument document) {
        Set<String> codes = new HashSet<>();
        for (Fields section : Fields.of(document).children("sections")) {
            if (!codes.add(section.text("code"))) {
                defects.add(section.defect("code", "the section stands twice", "keep one"));
            }
            sections.add(new Section(section.text("code"), section.text("sv"), section.text("en")));
        }
        Set<String> names = new HashSet<>();
        for (Fields element : Fields.of(document).children("elements")) {
            if (!names.add(element.text("name"))) {
                defects.add(element.defect("name", "the element stands twice", "keep one"));
            }
            if (!codes.contains(element.text("section"))) {
                defects.add(element.defect("section", "unknown section", "allowed: " + String.join(", ", codes)));
            }
            elements.add(new Element(
                    element.text("name"),
                    element.text("sv"),
                    element.text("en"),
                    element.text("section"),
                    Element.ElementType.valueOf(constant(element.text("type"))),
                    Element.Location.valueOf(constant(element.text("location"))),
                    element.text("codeSystem"),
                    element.flag("repeats"),
                    element.flag("past")));
        }
    }

    private void readCodeList(YamlDocument document) {
        Fields list = Fields.of(document);
        if (!list.text("id").equals(document.stem())) {
            defects.add(list.defect("id", "is not the name of the file", "allowed: " + document.stem()));
        }
        Set<String> seen = new HashSet<>();
        List<CodeList.Code> codes = new ArrayList<>();
        for (Fields code : list.children("codes")) {
            if (!seen.add(code.text("code"))) {
                defects.add(code.defect("code", "the code stands twice", "keep one"));
            }
            codes.add(new CodeList.Code(code.text("code"), code.text("sv"), code.text("en")));
        }
        codeLists.add(new CodeList(
                list.text("id"),
                list.text("url"),
                list.text("version"),
                list.child("name").text("sv"),
                list.child("name").text("en"),
                codes));
    }

    private void requireUsed() {
        Set<String> bound = new HashSet<>();
        elements.forEach(element -> bound.add(element.codeSystem()));
        Set<String> known = new HashSet<>(Set.of("", Catalogue.EVENT_LIST));
        for (CodeList list : codeLists) {
            known.add(list.id());
            if (!bound.contains(list.id())) {
                defects.add(Defect.of(
                        FOLDER + "/" + list.id() + ".yaml", "", "no element is bound to the list", "remove the file"));
            }
        }
        for (Element element : elements) {
            if (!known.contains(element.codeSystem())) {
                defects.add(Defect.of(
                        FOLDER + "/elements.yaml",
                        element.name() + ".codeSystem",
                        "there is no such code list",
                        "add " + FOLDER + "/" + element.codeSystem() + ".yaml"));
            }
        }
    }

    private static String constant(String code) {
        return code.replace('-', '_').toUpperCase(Locale.ROOT);
    }
}
