package se.knutpunkt.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import se.knutpunkt.canonical.ObjectCheck.Element;
import se.knutpunkt.canonical.ObjectCheck.Property;
import se.knutpunkt.message.ErrorCode;

/** Compiles snapshots to checks. A construct it does not know is refused when the hub is built, not when a message comes. */
final class CheckCompiler {

    private static final String FHIRPATH = "http://hl7.org/fhirpath/";
    private static final Check UNKNOWN_EXTENSION = (value, findings) -> findings.add(ErrorCode.UNKNOWN_ELEMENT, "");

    private final SnapshotSource source;
    private final BindingCompiler bindings;
    private final Map<String, Check> compiled = new HashMap<>();

    CheckCompiler(SnapshotSource source) {
        this.source = source;
        this.bindings = new BindingCompiler(source);
    }

    /** The check of a profile or type by its canonical URL; types may contain themselves. */
    Check compile(String url) {
        Check known = compiled.get(url);
        if (known != null) {
            return known;
        }
        compiled.put(url, (value, findings) -> compiled.get(url).check(value, findings));
        SnapshotSource.Snapshot snapshot = source.snapshot(url);
        SnapshotElement root = SnapshotElement.of(snapshot.elements());
        Check check = object(snapshot.isResource() ? root.name() : "", root);
        compiled.put(url, check);
        return check;
    }

    private Check object(String resourceType, SnapshotElement owner) {
        List<Element> elements = new ArrayList<>();
        Map<String, Property> properties = new LinkedHashMap<>();
        for (SnapshotElement child : owner.children().values()) {
            if (child.max() > 0) {
                addProperties(resourceType, child, elements.size(), properties);
                elements.add(new Element(
                        child.name().replace("[x]", ""), child.min(), child.max(), child.isArray(), slicing(child)));
            }
        }
        return new ObjectCheck(resourceType, elements, properties);
    }

    private void addProperties(
            String resourceType, SnapshotElement element, int position, Map<String, Property> properties) {
        String name = element.name();
        if (closes(element)) {
            properties.put(name, new Property(position, UNKNOWN_EXTENSION, null));
            return;
        }
        boolean choice = name.endsWith("[x]");
        JsonNode types = element.definition().path("type");
        if (types.isEmpty() || !choice && types.size() > 1) {
            throw SnapshotElement.unknown(element.definition(), "elements of this many types");
        }
        for (JsonNode type : types) {
            String code = type.path("code").asText();
            String property =
                    choice ? name.replace("[x]", Character.toUpperCase(code.charAt(0)) + code.substring(1)) : name;
            boolean id = "id".equals(name) && !resourceType.isEmpty();
            Check value = value(element, type, id);
            properties.put(property, new Property(position, value, annotation(element, value)));
        }
    }

    private Check value(SnapshotElement element, JsonNode type, boolean resourceId) {
        String code = type.path("code").asText();
        if (code.startsWith(FHIRPATH) || source.isPrimitive(code)) {
            String primitive = code.startsWith(FHIRPATH) ? (resourceId ? "id" : "string") : code;
            return new PrimitiveCheck(
                    Primitive.of(primitive, source.regex(primitive)), element.fixed(), bindings.find(element));
        }
        if (!element.fixed().isEmpty()) {
            throw SnapshotElement.unknown(element.definition(), "a fixed value of this type");
        }
        Check check;
        if (!element.children().isEmpty()) {
            check = object("", element);
        } else if (type.path("profile").size() == 1) {
            check = compile(type.path("profile").path(0).asText());
        } else if (type.has("profile") || "Resource".equals(code) || "BackboneElement".equals(code)) {
            throw SnapshotElement.unknown(element.definition(), "a value of this type");
        } else {
            check = compile(SnapshotSource.CORE + code);
        }
        PrimitiveCheck.Binding binding = bindings.find(element);
        return binding.isNone() ? check : new CodedCheck(check, binding);
    }

    /** The object beside a primitive may hold an id and the extensions that its definition names. */
    private Check annotation(SnapshotElement element, Check value) {
        if (!(value instanceof PrimitiveCheck)) {
            return null;
        }
        Element id = new Element("id", 0, 1, false, null);
        SnapshotElement extension = element.children().get("extension");
        boolean open = extension != null && !extension.slices().isEmpty();
        Element extensions = new Element("extension", 0, Integer.MAX_VALUE, true, open ? slicing(extension) : null);
        return new ObjectCheck(
                "",
                List.of(id, extensions),
                Map.of(
                        "id",
                        new Property(
                                0,
                                new PrimitiveCheck(
                                        Primitive.of("string", source.regex("string")),
                                        "",
                                        PrimitiveCheck.Binding.NONE),
                                null),
                        "extension",
                        new Property(1, UNKNOWN_EXTENSION, null)));
    }

    private Slicing slicing(SnapshotElement element) {
        return element.slices().isEmpty() ? null : new SlicingCompiler(this::sliceValue).compile(element);
    }

    private Check sliceValue(SnapshotElement slice) {
        return value(slice, slice.definition().path("type").path(0), false);
    }

    /** True where items outside the slices are refused: closed slices, and extensions everywhere (decision record 0003). */
    static boolean closes(SnapshotElement element) {
        return element.name().endsWith("xtension")
                || "closed"
                        .equals(element.definition()
                                .path("slicing")
                                .path("rules")
                                .asText());
    }
}
