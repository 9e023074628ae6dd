package se.knutpunkt.ledger;

/**
 * Where the ledger's database is.
 *
 * @param url JDBC URL
 * @param user user name
 * @param password password, never logged
 */
public record DatabaseAddress(String url, String user, String password) {
    @Override
    public String toString() {
        return "DatabaseAddress[" + user + "]";
    }
}
