package dev.segue.query.access;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a caller may do. An author reads too, since nobody changes well what they cannot see. The other roles hold nothing else: who
 * keeps the service running, or carries out an erasure, need not see any customer.
 */
public enum Role {

    /** Sees customers, segments and changes. */
    READ,

    /** Previews and publishes segments, and reads. */
    AUTHOR,

    /** Sees how the service does. */
    OPERATE,

    /** Has customers forgotten, and sees the proof. */
    FORGET;

    /** This role and those it brings with it. */
    public Set<Role> withImplied() {
        return this == AUTHOR ? EnumSet.of(AUTHOR, READ) : EnumSet.of(this);
    }

    /** All roles. */
    public static Set<Role> all() {
        return Set.copyOf(EnumSet.allOf(Role.class));
    }

    /** As settings, tokens and answers write it. */
    @JsonValue
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static String codes(Set<Role> roles) {
        return Arrays.stream(values()).filter(roles::contains).map(Role::code).collect(Collectors.joining(" "));
    }
}
