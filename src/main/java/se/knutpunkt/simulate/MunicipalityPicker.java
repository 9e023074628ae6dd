package se.knutpunkt.simulate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.Predicate;

/** Where the next patient lives: each municipality once, then by population. */
final class MunicipalityPicker {

    private static final int MOST_TRIES = 1000;

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

    /**
     * @param weighted true for an episode that does not count as taking part
     * @param suits who can play the episode at all; others keep their turn for the next one
     */
    SimulatedMunicipality pick(boolean weighted, Predicate<SimulatedMunicipality> suits) {
        if (!weighted) {
            Optional<SimulatedMunicipality> next = first.stream().filter(suits).findFirst();
            next.ifPresent(first::remove);
            if (next.isPresent()) {
                return next.get();
            }
        }
        SimulatedMunicipality drawn = draw();
        for (int tries = 0; !suits.test(drawn) && tries < MOST_TRIES; tries++) {
            drawn = draw();
        }
        return drawn;
    }

    private SimulatedMunicipality draw() {
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
