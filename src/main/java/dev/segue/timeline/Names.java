package dev.segue.timeline;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One string object for all alike, for the names of types and properties, of which there are few and which recur with every entry. */
final class Names {

    // names come from what producers send: past this many they are no longer shared
    private static final int MOST_SHARED = 16_384;

    private static final Map<String, String> SHARED = new ConcurrentHashMap<>();

    private Names() {}

    static String shared(String name) {
        String known = SHARED.get(name);
        if (known != null) {
            return known;
        }
        if (SHARED.size() >= MOST_SHARED) {
            return name;
        }
        known = SHARED.putIfAbsent(name, name);
        return known == null ? name : known;
    }
}
