package se.knutpunkt.directory.service;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import se.knutpunkt.directory.economy.CostObject;

/**
 * What is kept of a service beside its flows.
 *
 * @param lifecycle where it is; CURRENT where its file does not say
 * @param carried true when its messages go through the hub
 * @param owner id of the party or body that owns it; empty when none is known
 * @param stated mandate, organisation, operation, managementPlan, need: what is known of them
 * @param source where lifecycle and owner are from; empty when its file does not say
 * @param unconfirmed true until those who decide have confirmed them
 */
public record ServiceProfile(
        Lifecycle lifecycle,
        boolean carried,
        String owner,
        Map<String, Stated> stated,
        Optional<Financing> financing,
        List<YearBudget> budgets,
        List<CostObject> costObjects,
        List<Price> prices,
        List<Benefit> benefits,
        List<Development> developments,
        List<Risk> risks,
        List<ServiceContact> contacts,
        String source,
        boolean unconfirmed) {

    /** Of a service whose file says no more than its name and documents. */
    public static final ServiceProfile EMPTY = new ServiceProfile(
            Lifecycle.CURRENT,
            true,
            "",
            Map.of(),
            Optional.empty(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            List.of(),
            "",
            true);

    public ServiceProfile {
        stated = Map.copyOf(stated);
        budgets = List.copyOf(budgets);
        costObjects = List.copyOf(costObjects);
        prices = List.copyOf(prices);
        benefits = List.copyOf(benefits);
        developments = List.copyOf(developments);
        risks = List.copyOf(risks);
        contacts = List.copyOf(contacts);
    }

    /** The budget of a year; empty when there is none. */
    public Optional<YearBudget> findBudget(int year) {
        return budgets.stream().filter(budget -> budget.year() == year).findFirst();
    }
}
