package dev.segue.query.access;

import java.util.EnumSet;

/** How callers are told apart. */
public sealed interface Access permits Unguarded, Tokens {

    /**
     * Who calls.
     *
     * @param authorization the header, or null
     * @return {@link Caller#NOBODY} where there is no token
     * @throws Denied if there is a token that is not accepted, or cannot be checked now
     */
    Caller caller(String authorization) throws Denied;

    /** What the API says of it: {@code none} or {@code bearer}. */
    String authentication();

    /**
     * Lets a call be made, or not.
     *
     * @throws Denied if the caller may not, or is not known
     */
    default void check(Permission.AnyOf permission, Caller caller) throws Denied {
        if (permission.roles().stream().anyMatch(caller::has)) {
            return;
        }
        throw caller.isNamed() ? Denied.lacking(Role.codes(EnumSet.copyOf(permission.roles()))) : Denied.noToken();
    }
}
