package se.knutpunkt.translate;

import static se.knutpunkt.translate.MappingFunction.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.POJONode;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import se.knutpunkt.directory.Directory;
import se.knutpunkt.directory.HubSystem;
import se.knutpunkt.directory.Unit;
import se.knutpunkt.message.ErrorCode;
import se.knutpunkt.message.HsaId;
import se.knutpunkt.message.Role;

/** Units for messages that know only a municipality or a ward; {@code $directory} is always the first argument. */
final class DirectoryFunctions {

    private DirectoryFunctions() {}

    /** The directory as a value that JSLT passes on but cannot look into. */
    static JsonNode variable(Directory directory) {
        return new POJONode(directory);
    }

    static List<MappingFunction> list() {
        return List.of(
                // municipality-unit($directory, code, role, place): the default unit of a municipality for a role
                MappingFunction.of("municipality-unit", 4, DirectoryFunctions::municipalityUnit),
                // sending-unit($directory, system, role, candidates): the first that the system may act for, else its
                // only one
                MappingFunction.of("sending-unit", 4, DirectoryFunctions::sendingUnit),
                // unit-role($directory, unit, roles): the first of the roles that the unit has, else the first
                MappingFunction.of("unit-role", 3, DirectoryFunctions::unitRole),
                // hsa-id(text): the text when it is an HSA-id, else nothing
                MappingFunction.of(
                        "hsa-id",
                        1,
                        a -> text(HsaId.find(text(a.get(0))).map(HsaId::value).orElse(""))),
                // unit-phone($directory, unit)
                MappingFunction.of(
                        "unit-phone",
                        2,
                        a -> text(unit(a.get(0), a.get(1)).map(Unit::phone).orElse(""))));
    }

    private static JsonNode municipalityUnit(List<JsonNode> a) {
        String place = text(a.get(3));
        Optional<Role> role = Role.findByCode(text(a.get(2)));
        List<Unit> units = directory(a.get(0))
                .findMunicipality(text(a.get(1)))
                .map(party -> party.units().stream()
                        .filter(unit -> role.isPresent() && unit.defaultFor().contains(role.get()))
                        .toList())
                .orElse(List.of());
        List<Unit> serving = units.isEmpty() && role.isPresent()
                ? directory(a.get(0)).listUnitsServing(text(a.get(1)), role.get())
                : units;
        if (serving.isEmpty()) {
            return Markers.refusal(ErrorCode.UNKNOWN_RECEIVER, place, "no unit with role " + text(a.get(2)));
        }
        return serving.size() == 1
                ? text(serving.get(0).hsaId().value())
                : Markers.refusal(ErrorCode.AMBIGUOUS_RECEIVER, place, "name the unit for role " + text(a.get(2)));
    }

    private static JsonNode sendingUnit(List<JsonNode> a) {
        Directory directory = directory(a.get(0));
        Optional<HubSystem> system = HsaId.find(text(a.get(1))).flatMap(directory::findSystem);
        Set<Role> roles = new HashSet<>();
        a.get(2).forEach(role -> Role.findByCode(text(role)).ifPresent(roles::add));
        for (JsonNode candidate : a.get(3)) {
            Optional<Unit> unit = unit(a.get(0), candidate);
            if (unit.isPresent() && (system.isEmpty() || directory.mayActFor(system.get(), unit.get()))) {
                return text(unit.get().hsaId().value());
            }
        }
        List<Unit> own = system.stream()
                .flatMap(known -> known.actsFor().stream())
                .flatMap(party -> directory.findParty(party).stream())
                .flatMap(party -> party.units().stream())
                .filter(unit -> !Collections.disjoint(unit.roles(), roles))
                .toList();
        List<Unit> defaults = own.stream()
                .filter(unit -> !Collections.disjoint(unit.defaultFor(), roles))
                .toList();
        if (defaults.size() == 1 || own.size() == 1) {
            return text((defaults.size() == 1 ? defaults : own).get(0).hsaId().value());
        }
        for (JsonNode candidate : a.get(3)) {
            if (HsaId.find(text(candidate)).isPresent()) {
                return candidate;
            }
        }
        return text("");
    }

    private static JsonNode unitRole(List<JsonNode> a) {
        Optional<Unit> unit = unit(a.get(0), a.get(1));
        for (JsonNode role : a.get(2)) {
            if (unit.isPresent()
                    && Role.findByCode(text(role))
                            .filter(unit.get().roles()::contains)
                            .isPresent()) {
                return role;
            }
        }
        return a.get(2).path(0);
    }

    private static Optional<Unit> unit(JsonNode directory, JsonNode hsaId) {
        return HsaId.find(text(hsaId)).flatMap(directory(directory)::findUnit);
    }

    private static Directory directory(JsonNode variable) {
        return (Directory) ((POJONode) variable).getPojo();
    }
}
