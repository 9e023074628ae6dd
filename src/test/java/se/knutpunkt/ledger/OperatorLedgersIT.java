package se.knutpunkt.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Persons, what they did, and their requests, as the ledger keeps them. */
class OperatorLedgersIT {

    private static LedgerFixture fixture;
    private static Database database;

    @BeforeAll
    static void open() {
        fixture = LedgerFixture.create();
        database = new Database(fixture.dataSource());
    }

    @AfterAll
    static void close() {
        fixture.close();
    }

    @Test
    void actionsOfManyAtOnceAreOneUnbrokenChainAndATamperedRowShows() throws Exception {
        OperatorActionLedger actions = new OperatorActionLedger(database);
        ExecutorService persons = Executors.newFixedThreadPool(4);
        List<Future<OperatorAction>> all = IntStream.range(0, 40)
                .mapToObj(
                        i -> persons.submit(() -> actions.record("person-" + i % 4, "paused", "system s" + i, "byte")))
                .toList();
        for (Future<OperatorAction> one : all) {
            one.get();
        }
        persons.shutdown();
        assertThat(actions.list(null, null, Long.MAX_VALUE, 100))
                .extracting(OperatorAction::number)
                .startsWith(40L, 39L)
                .endsWith(1L)
                .hasSize(40);
        assertThat(actions.list("person-1", null, 20, 2))
                .hasSize(2)
                .allSatisfy(action -> assertThat(action.number()).isLessThan(20));
        assertThat(actions.findBreak()).isEmpty();

        assertThatThrownBy(() -> fixture.sql()
                        .sql("UPDATE operator_action SET reason = 'another' WHERE number = 7")
                        .update())
                .isInstanceOf(DataAccessException.class);
        // who owns the database can; it shows
        JdbcTemplate owner = new JdbcTemplate(fixture.dataSource());
        owner.execute("ALTER TABLE operator_action DISABLE TRIGGER ALL");
        owner.update("UPDATE operator_action SET reason = 'another' WHERE number = 7");
        assertThat(actions.findBreak()).contains(7L);
        owner.update("UPDATE operator_action SET reason = 'byte' WHERE number = 7");
        assertThat(actions.findBreak()).isEmpty();
        owner.update("DELETE FROM operator_action WHERE number = 9");
        assertThat(actions.findBreak()).contains(9L);
        owner.execute("ALTER TABLE operator_action ENABLE TRIGGER ALL");
    }

    @Test
    void aRequestIsTakenOnceAndItsAnswerKept() {
        OperatorRequestLedger requests = new OperatorRequestLedger(database);
        assertThat(requests.take("anna", "k1", "h1")).isEmpty();
        assertThat(requests.take("anna", "k1", "h1"))
                .hasValueSatisfying(earlier -> assertThat(earlier.status()).isNull());
        assertThat(requests.take("bo", "k1", "h1")).as("another person's key").isEmpty();
        requests.finish("anna", "k1", 201, "/x", "application/json", new byte[] {1});
        assertThat(requests.take("anna", "k1", "h2")).hasValueSatisfying(earlier -> {
            assertThat(earlier.status()).isEqualTo(201);
            assertThat(earlier.requestHash()).isEqualTo("h1");
            assertThat(earlier.body()).containsExactly(1);
        });
        requests.giveUp("anna", "k1");
        assertThat(requests.take("anna", "k1", "h1"))
                .as("what is answered is not given up")
                .isPresent();
        requests.giveUp("bo", "k1");
        assertThat(requests.take("bo", "k1", "h1")).isEmpty();
    }

    @Test
    void aNameBelongsToOnePerson() {
        OperatorUserLedger users = new OperatorUserLedger(database);
        OperatorUser anna = new OperatorUser("anna", "Anna", "{argon2}x", Set.of("support"), Set.of("p1", "p2"), false);
        assertThat(users.isEmpty()).isTrue();
        assertThat(users.create(anna)).isTrue();
        assertThat(users.create(anna)).isFalse();
        assertThat(users.find("anna")).isEqualTo(Optional.of(anna));
        OperatorUser out = new OperatorUser("anna", "Anna", "{argon2}x", Set.of(), Set.of(), true);
        assertThat(users.change(out)).isTrue();
        assertThat(users.list()).containsExactly(out);
        assertThat(anna.toString()).doesNotContain("argon2");
    }
}
