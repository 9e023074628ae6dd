package se.knutpunkt.security.login;

/**
 * The OpenID provider that persons log in by.
 *
 * @param issuer its issuer address; blank when there is none
 * @param clientId what the hub is called there
 * @param clientSecret the hub's secret there
 * @param rolesClaim claim with the person's roles, by their codes
 * @param partiesClaim claim with the ids of a municipality contact's parties
 * @param nameClaim claim with the person's name in the log of actions
 */
record OpenIdSettings(
        String issuer, String clientId, String clientSecret, String rolesClaim, String partiesClaim, String nameClaim) {

    boolean isConfigured() {
        return !issuer.isBlank();
    }

    /** Without the secret. */
    @Override
    public String toString() {
        return "OpenIdSettings[" + issuer + "]";
    }
}
