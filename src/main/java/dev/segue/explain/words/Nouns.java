package dev.segue.explain.words;

import java.util.Locale;
import java.util.Map;

/** What entries and their properties are called. */
public final class Nouns {

    private record Noun(String one, String many) {}

    private static final Map<String, Noun> ENTRIES = Map.of(
            "purchase", new Noun("purchase", "purchases"),
            "purchase_item", new Noun("purchased item", "purchased items"),
            "refund", new Noun("refund", "refunds"),
            "search", new Noun("search", "searches"),
            "add_to_cart", new Noun("addition to the cart", "additions to the cart"),
            "page_view", new Noun("page view", "page views"),
            "product_view", new Noun("product view", "product views"));

    private Nouns() {}

    /** One entry of the type: {@code product view}; a type that is not known is {@code newsletter open event}. */
    static String entry(String type) {
        Noun known = ENTRIES.get(type);
        return known == null ? spaced(type) + " event" : known.one();
    }

    /** Several entries of the type: {@code product views}. */
    static String entries(String type) {
        Noun known = ENTRIES.get(type);
        return known == null ? spaced(type) + " events" : known.many();
    }

    /** A property: {@code item} for {@code itemId}, {@code unit price} for {@code unitPrice}. */
    static String property(String name) {
        return name.endsWith("Id") && name.length() > 2 ? spaced(name.substring(0, name.length() - 2)) : spaced(name);
    }

    /** Several values of a property: {@code items}. */
    static String properties(String name) {
        String one = property(name);
        if (one.endsWith("y") && !one.matches(".*[aeiou]y")) {
            return one.substring(0, one.length() - 1) + "ies";
        }
        return one.endsWith("s") || one.endsWith("x") || one.endsWith("ch") ? one + "es" : one + "s";
    }

    private static String spaced(String name) {
        return name.replaceAll("([a-z0-9])([A-Z])", "$1 $2")
                .replaceAll("[_.-]+", " ")
                .toLowerCase(Locale.ROOT);
    }
}
