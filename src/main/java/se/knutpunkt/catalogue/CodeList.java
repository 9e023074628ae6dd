package se.knutpunkt.catalogue;

import java.util.List;
import java.util.Optional;

/**
 * A list of codes that an element is bound to, as its file in {@code mappings/codes/} says.
 *
 * @param id the stem of its file
 * @param url canonical URL of the code system
 * @param version version of the list
 * @param sv Swedish name
 * @param en English name
 * @param codes the codes, in file order
 */
public record CodeList(String id, String url, String version, String sv, String en, List<Code> codes) {

    /**
     * One code.
     *
     * @param code the code
     * @param sv Swedish display
     * @param en English display
     */
    public record Code(String code, String sv, String en) {}

    public CodeList {
        codes = List.copyOf(codes);
    }

    public Optional<Code> find(String code) {
        return codes.stream().filter(one -> one.code().equals(code)).findFirst();
    }
}
