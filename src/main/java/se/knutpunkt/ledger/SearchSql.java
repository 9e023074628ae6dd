package se.knutpunkt.ledger;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/**
 * The condition of one search on the table {@code message m} within one range of hub ids, as SQL with its parameters. States stand in
 * the text, from the closed list of their enum, because only so a partial index serves them.
 */
final class SearchSql {
    private static final String RANGE = ".hub_id >= ? AND ";
    private static final String BEFORE = ".hub_id < ?";
    /** A delivery is not made before its message; a day is more than the nodes' clocks differ. */
    private static final String NOT_BEFORE = "d.id >= uuid_at(uuid_time(?) - interval '1 day')";

    private final StringBuilder text = new StringBuilder();
    private final List<Object> parameters = new ArrayList<>();
    private final UUID notBefore;
    private final UUID before;

    private SearchSql(UUID notBefore, UUID before) {
        this.notBefore = notBefore;
        this.before = before;
    }

    /**
     * @param notBefore least hub id
     * @param before hub id that none reaches
     */
    static SearchSql of(SearchTerms terms, UUID notBefore, UUID before) {
        SearchSql sql = new SearchSql(notBefore, before);
        sql.range("m");
        sql.message(terms);
        sql.deliveries(terms);
        sql.error(terms);
        sql.scope(terms.scope());
        return sql;
    }

    String text() {
        return text.toString();
    }

    Object[] parameters(Object... last) {
        List<Object> all = new ArrayList<>(parameters);
        all.addAll(List.of(last));
        return all.toArray();
    }

    private void range(String table) {
        add(table + RANGE + table + BEFORE, notBefore, before);
    }

    private void message(SearchTerms terms) {
        if (terms.hubIds() != null) {
            add(" AND m.hub_id = ANY (?)", (Object) terms.hubIds().toArray(UUID[]::new));
        }
        if (terms.episodeIds() != null) {
            add(" AND m.episode_id = ANY (?)", (Object) terms.episodeIds().toArray(UUID[]::new));
        }
        if (!terms.personHashes().isEmpty()) {
            add(" AND m.person_hash = ANY (?)", (Object)
                    terms.personHashes().stream().map(HashText::toBytes).toArray(byte[][]::new));
        }
        anyOf("m.system_id", terms.senderSystems());
        anyOf("m.sender_unit", terms.senderUnits());
        if (!terms.eventCode().isEmpty()) {
            add(" AND m.event_code = ?", terms.eventCode());
        }
        if (terms.state() != null) {
            add(" AND m.state = '" + terms.state() + "'");
        }
    }

    private void deliveries(SearchTerms terms) {
        if (!terms.asksDeliveries()) {
            return;
        }
        add(" AND m.hub_id IN (");
        deliveriesInRange();
        if (terms.deliveryState() != null) {
            add(" AND d.state = '" + terms.deliveryState() + "'");
        }
        if (!terms.errorNumber().isEmpty()) {
            add(" AND d.error_number = ?", terms.errorNumber());
        }
        anyOf("d.receiver_system", terms.receiverSystems());
        anyOf("d.receiver_party", terms.receiverParties());
        anyOf("d.receiver_unit", terms.receiverUnits());
        add(")");
    }

    // A refused message has its error in the receipt it was given, an accepted one in the delivery that failed.
    private void error(SearchTerms terms) {
        if (terms.errorNumber().isEmpty() || terms.asksDeliveries()) {
            return;
        }
        add(
                " AND m.hub_id IN (SELECT x.hub_id FROM message x JOIN receipt r ON r.hub_id = x.hub_id AND r.about = x.hub_id"
                        + " AND r.level = 'ACCEPTED' WHERE x.state = 'REFUSED' AND ");
        range("x");
        add(" AND r.error_number = ? UNION ALL ", terms.errorNumber());
        deliveriesInRange();
        add(" AND d.error_number = ?)", terms.errorNumber());
    }

    private void scope(SearchTerms.PartyScope scope) {
        if (scope == null) {
            return;
        }
        add(" AND (m.sender_unit = ANY (?) OR m.hub_id IN (", (Object)
                scope.units().toArray(String[]::new));
        deliveriesInRange();
        anyOf("d.receiver_party", scope.parties(), true);
        add("))");
    }

    private void deliveriesInRange() {
        add("SELECT d.hub_id FROM delivery d WHERE d.kind = 'MESSAGE' AND ");
        range("d");
        add(" AND " + NOT_BEFORE, notBefore);
    }

    private void anyOf(String column, Collection<String> values) {
        anyOf(column, values, false);
    }

    private void anyOf(String column, Collection<String> values, boolean alsoNone) {
        if (values.size() == 1) {
            add(" AND " + column + " = ?", values.iterator().next());
        } else if (!values.isEmpty() || alsoNone) {
            add(" AND " + column + " = ANY (?)", (Object) values.toArray(String[]::new));
        }
    }

    private void add(String sql, Object... values) {
        text.append(sql);
        parameters.addAll(List.of(values));
    }
}
