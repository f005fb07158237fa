package dev.segue.query.access;

import java.util.List;

/** Who may make a call. */
public sealed interface Permission {

    /** Anybody, whether they have a token or not. */
    record Anyone() implements Permission {}

    /** Whoever has one of the roles. */
    record AnyOf(List<Role> roles) implements Permission {

        public AnyOf {
            if (roles.isEmpty()) {
                throw new IllegalArgumentException("Nobody may make this call");
            }
            roles = List.copyOf(roles);
        }
    }

    /** Another instance, and nobody else. */
    record Peers() implements Permission {}
}
