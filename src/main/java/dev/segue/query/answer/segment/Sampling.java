package dev.segue.query.answer.segment;

import dev.segue.membership.Customer;
import dev.segue.query.answer.segment.VocabularyPart.Kind;
import dev.segue.query.answer.segment.VocabularyPart.Type;
import dev.segue.query.answer.segment.VocabularyPart.Use;
import dev.segue.timeline.Amount;
import dev.segue.timeline.Entry;
import dev.segue.timeline.Track;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Notes what there is to write rules about, customer by customer. Bounded, whatever they did. */
public final class Sampling {

    private static final int MOST_TYPES = 200;
    private static final int MOST_NAMES = 100;
    private static final int MOST_VALUES = 100;
    private static final int LONGEST_VALUE = 40;

    /** Of each type of each customer, the newest alone. */
    private static final int MOST_ENTRIES = 100;

    /** Of customers who did so much that reading more of them would take long, fewer are looked at. */
    private static final long ENOUGH_ENTRIES = 200_000;

    private final Map<String, Long> types = new TreeMap<>();
    private final Map<String, Map<String, Seen>> properties = new TreeMap<>();
    private final Map<String, Seen> attributes = new TreeMap<>();
    private long customers;
    private long entries;

    /** What was seen of a name; each value counts once a customer. */
    private static final class Seen {
        private final Map<Kind, Long> kinds = new TreeMap<>();
        private final Map<String, Long> values = new HashMap<>();

        void add(Set<Object> ofOne) {
            ofOne.stream().map(Seen::kind).distinct().forEach(kind -> kinds.merge(kind, 1L, Long::sum));
            for (Object value : ofOne) {
                String text = value instanceof Amount amount
                        ? amount.toBigDecimal().stripTrailingZeros().toPlainString()
                        : value.toString();
                boolean room = values.size() < MOST_VALUES || values.containsKey(text);
                if (room && text.length() <= LONGEST_VALUE) {
                    values.merge(text, 1L, Long::sum);
                }
            }
        }

        private static Kind kind(Object value) {
            return value instanceof String ? Kind.TEXT : value instanceof Boolean ? Kind.BOOLEAN : Kind.NUMBER;
        }

        Use use() {
            return new Use(kinds, values);
        }
    }

    /** Looks at one more; false once that makes so many, or they did enough. */
    public boolean look(Customer customer, long now, int most) {
        customers++;
        entries += customer.entries();
        for (Track track : customer.timeline().tracks()) {
            if (track.size() > 0 && (types.containsKey(track.type()) || types.size() < MOST_TYPES)) {
                types.merge(track.type(), 1L, Long::sum);
                look(track, now);
            }
        }
        customer.profile().attributes().forEach((name, value) -> see(attributes, name, Set.of(value)));
        return customers < most && entries < ENOUGH_ENTRIES;
    }

    private void look(Track track, long now) {
        Map<String, Set<Object>> values = new HashMap<>();
        for (int i = track.size() - 1; i >= Math.max(0, track.size() - MOST_ENTRIES); i--) {
            Entry entry = track.get(i);
            for (String name : entry.names()) {
                Object value = entry.property(name, now);
                if (value != null) {
                    values.computeIfAbsent(name, any -> new HashSet<>()).add(value);
                }
            }
        }
        Map<String, Seen> ofType = properties.computeIfAbsent(track.type(), any -> new TreeMap<>());
        values.forEach((name, ofOne) -> see(ofType, name, ofOne));
    }

    private static void see(Map<String, Seen> names, String name, Set<Object> ofOne) {
        if (names.containsKey(name) || names.size() < MOST_NAMES) {
            names.computeIfAbsent(name, any -> new Seen()).add(ofOne);
        }
    }

    /** @param staleness of a standby's answer; null for the owner's */
    public VocabularyPart part(Long staleness) {
        Map<String, Type> events = new TreeMap<>();
        types.forEach((type, count) -> events.put(type, new Type(count, uses(properties.get(type)))));
        return new VocabularyPart(customers, events, uses(attributes), staleness);
    }

    private static Map<String, Use> uses(Map<String, Seen> names) {
        Map<String, Use> uses = new TreeMap<>();
        names.forEach((name, seen) -> uses.put(name, seen.use()));
        return uses;
    }
}
