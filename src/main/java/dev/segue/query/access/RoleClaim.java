package dev.segue.query.access;

import dev.segue.config.AccessSettings;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where tokens say what their holder may do, and which of their words give which role. */
final class RoleClaim {

    private final String claim;
    private final Map<String, List<String>> words;

    RoleClaim(AccessSettings settings) {
        claim = settings.rolesClaim();
        words = settings.roles();
    }

    Set<Role> of(Map<String, Object> claims) {
        Collection<?> given = words(at(claim, claims));
        Set<Role> roles = EnumSet.noneOf(Role.class);
        for (Role role : Role.values()) {
            if (!Collections.disjoint(words.get(role.code()), given)) {
                roles.addAll(role.withImplied());
            }
        }
        return roles;
    }

    /** A claim by its name, or by a path of names with dots between; null where there is none. */
    static Object at(String path, Map<?, ?> claims) {
        if (claims.containsKey(path)) {
            return claims.get(path);
        }
        int dot = path.indexOf('.');
        return dot > 0 && claims.get(path.substring(0, dot)) instanceof Map<?, ?> inner
                ? at(path.substring(dot + 1), inner)
                : null;
    }

    /** A list, or text as {@code scope} has it: words with blanks between. */
    private static Collection<?> words(Object value) {
        if (value instanceof Collection<?> list) {
            return list;
        }
        return value instanceof String text ? List.of(text.trim().split("\\s+")) : List.of();
    }
}
