package dev.segue.query.access;

import java.util.Set;

/**
 * Whoever makes a call.
 *
 * @param subject as their token names them; null where nobody is named
 * @param issuer who vouches for that; null where nobody is named
 * @param until when their token expires, epoch milliseconds; {@link Long#MAX_VALUE} where they have none
 */
public record Caller(String subject, String issuer, Set<Role> roles, long until) {

    /** Somebody of whom nothing is known, where no token is asked for. */
    public static final Caller UNNAMED = new Caller(null, null, Role.all(), Long.MAX_VALUE);

    /** Somebody without a token, where one is asked for. */
    public static final Caller NOBODY = new Caller(null, null, Set.of(), Long.MAX_VALUE);

    public boolean isNamed() {
        return subject != null;
    }

    public boolean has(Role role) {
        return roles.contains(role);
    }
}
