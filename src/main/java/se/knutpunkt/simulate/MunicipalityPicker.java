package se.knutpunkt.simulate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Where the next patient lives: each municipality once, then by population. */
final class MunicipalityPicker {

    private final List<SimulatedMunicipality> all;
    private final List<SimulatedMunicipality> first;
    private final Random random;
    private final int population;

    MunicipalityPicker(List<SimulatedMunicipality> all, Random random) {
        this.all = all;
        this.random = random;
        this.first = new ArrayList<>(all);
        Collections.shuffle(first, random);
        this.population =
                all.stream().mapToInt(SimulatedMunicipality::population).sum();
    }

    /** @param weighted true for an episode that does not count as taking part */
    SimulatedMunicipality pick(boolean weighted) {
        if (!weighted && !first.isEmpty()) {
            return first.remove(0);
        }
        int inhabitant = random.nextInt(population);
        for (SimulatedMunicipality municipality : all) {
            inhabitant -= municipality.population();
            if (inhabitant < 0) {
                return municipality;
            }
        }
        return all.get(all.size() - 1);
    }
}
