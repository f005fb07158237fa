package dev.segue.explain;

import dev.segue.event.Click;
import dev.segue.event.CustomerEvent;
import dev.segue.event.ProfileUpdate;
import dev.segue.event.Purchase;
import dev.segue.event.Refund;
import dev.segue.rule.Durations;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A customer's history as lines like {@code 20m product_view itemId=i1 x3}, {@code 2d purchase 120.50 orderId=o1},
 * {@code 1d refund 20 orderId=o1} or {@code 9d profile tier=gold}: how long ago, what, and its properties; {@code x3} for three
 * of it, a second apart.
 */
final class ToldHistory {

    /** The instant before which the histories count. */
    static final long NOW = 1_795_357_800_000L;

    private int ids;

    /** A record and when it is read. */
    record Dated(long at, CustomerEvent event) {}

    /** The records, in the order of time. */
    List<Dated> read(String customerId, List<String> lines) {
        List<Dated> history = new ArrayList<>();
        for (String line : lines) {
            List<String> words = new ArrayList<>(List.of(line.trim().split(" +")));
            long at = NOW - Durations.parse(words.remove(0)).orElseThrow();
            String type = words.remove(0);
            int times = 1;
            if (!words.isEmpty() && words.get(words.size() - 1).matches("x[0-9]+")) {
                times = Integer.parseInt(words.remove(words.size() - 1).substring(1));
            }
            for (int i = 0; i < times; i++) {
                long instant = at - 1000L * (times - 1 - i);
                history.add(new Dated(instant, event(customerId, type, instant, words)));
            }
        }
        history.sort(Comparator.comparingLong(Dated::at));
        return history;
    }

    private CustomerEvent event(String customerId, String type, long at, List<String> words) {
        String id = "e" + ids++;
        Map<String, String> named = new TreeMap<>();
        BigDecimal amount = null;
        for (String word : words) {
            int equals = word.indexOf('=');
            if (equals > 0) {
                named.put(word.substring(0, equals), word.substring(equals + 1));
            } else {
                amount = new BigDecimal(word);
            }
        }
        return switch (type) {
            case "profile" -> profile(customerId, at, named);
            case "purchase" ->
                new Purchase(
                        id,
                        named.get("orderId"),
                        customerId,
                        at,
                        amount,
                        "EUR",
                        named.get("channel"),
                        named.containsKey("itemId")
                                ? List.of(new Purchase.Item(named.get("itemId"), named.get("category"), 1, amount))
                                : List.of());
            case "refund" -> new Refund(id, named.get("orderId"), customerId, at, amount, "EUR", null);
            default ->
                new Click(
                        id,
                        customerId,
                        type,
                        at,
                        named.remove("sessionId"),
                        named.remove("itemId"),
                        named.remove("category"),
                        named.remove("channel"),
                        amount == null ? null : (Double) amount.doubleValue(),
                        named);
        };
    }

    private static ProfileUpdate profile(String customerId, long at, Map<String, String> named) {
        Map<String, Object> attributes = new TreeMap<>();
        named.forEach((name, text) -> {
            Object value = text.matches("-?[0-9]+") ? (Object) Long.valueOf(text) : text;
            attributes.put(name, text.equals("true") || text.equals("false") ? (Object) Boolean.valueOf(text) : value);
        });
        return new ProfileUpdate(customerId, at, attributes);
    }
}
