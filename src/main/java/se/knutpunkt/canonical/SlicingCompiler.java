package se.knutpunkt.canonical;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Compiles slices told apart by a fixed url or system, or by the type of the resource; knows no other discriminator. */
final class SlicingCompiler {

    private final Function<SnapshotElement, Check> value;

    SlicingCompiler(Function<SnapshotElement, Check> value) {
        this.value = value;
    }

    Slicing compile(SnapshotElement element) {
        JsonNode slicing = element.definition().path("slicing");
        JsonNode discriminator = slicing.path("discriminator").path(0);
        String path = discriminator.path("path").asText();
        boolean byType = "type".equals(discriminator.path("type").asText()) && "resource".equals(path);
        boolean byValue =
                "value".equals(discriminator.path("type").asText()) && ("url".equals(path) || "system".equals(path));
        if (slicing.path("discriminator").size() != 1
                || !byType && !byValue
                || slicing.path("ordered").asBoolean()) {
            throw SnapshotElement.unknown(element.definition(), "this slicing");
        }
        List<Slicing.Slice> slices = new ArrayList<>();
        element.slices()
                .forEach((name, slice) -> slices.add(new Slicing.Slice(
                        name,
                        byType ? resourceType(slice) : fixedValue(slice, path),
                        slice.min(),
                        slice.max(),
                        value.apply(slice))));
        return new Slicing(
                byType ? new String[] {path, "resourceType"} : new String[] {path},
                CheckCompiler.closes(element),
                slices);
    }

    private static String resourceType(SnapshotElement slice) {
        return slice.children()
                .get("resource")
                .definition()
                .path("type")
                .path(0)
                .path("code")
                .asText();
    }

    /** The fixed value of the discriminating child; a profiled extension has the profile's URL as its own. */
    private static String fixedValue(SnapshotElement slice, String path) {
        SnapshotElement child = slice.children().get(path);
        String fixed = child == null
                ? slice.definition()
                        .path("type")
                        .path(0)
                        .path("profile")
                        .path(0)
                        .asText()
                : child.fixed();
        if (fixed.isEmpty()) {
            throw SnapshotElement.unknown(slice.definition(), "a slice without a fixed " + path);
        }
        return fixed;
    }
}
