package dev.segue.demo;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;

/** What the shop sells. */
final class Catalogue {

    /**
     * Something to buy.
     *
     * @param category dotted, as in {@code home.kitchen}
     * @param price what it costs now, any discount taken off
     * @param discount what is off the list price, in percent; 0 for most
     */
    record Item(String id, String category, BigDecimal price, int discount) {}

    private static final int ITEMS_A_CATEGORY = 14;
    private static final double DISCOUNTED = 0.2;

    /** From the cheapest to the dearest in each category. */
    private static final Map<String, int[]> PRICES = prices();

    private final Map<String, List<Item>> shelves = new LinkedHashMap<>();
    private final List<String> categories = List.copyOf(PRICES.keySet());

    Catalogue(Random random) {
        int number = 1000;
        for (String category : categories) {
            List<Item> shelf = new ArrayList<>();
            for (int i = 0; i < ITEMS_A_CATEGORY; i++) {
                shelf.add(item("sku-" + number++, category, random));
            }
            shelves.put(category, List.copyOf(shelf));
        }
    }

    List<String> categories() {
        return categories;
    }

    String anyCategory(Random random) {
        return categories.get(random.nextInt(categories.size()));
    }

    /** An item of the category: the first, by the shopper's taste, of some that catch the eye. */
    Item pick(String category, Comparator<Item> taste, Random random) {
        List<Item> shelf = shelves.get(category);
        return Stream.generate(() -> shelf.get(random.nextInt(shelf.size())))
                .limit(4)
                .min(taste)
                .orElseThrow();
    }

    private static Item item(String id, String category, Random random) {
        int[] range = PRICES.get(category);
        // more cheap ones than dear ones
        double list = range[0] + (range[1] - range[0]) * Math.pow(random.nextDouble(), 1.7);
        int discount = random.nextDouble() < DISCOUNTED ? 10 * (1 + random.nextInt(5)) : 0;
        BigDecimal price = BigDecimal.valueOf(list * (100 - discount) / 100).setScale(2, RoundingMode.HALF_UP);
        return new Item(id, category, price, discount);
    }

    private static Map<String, int[]> prices() {
        Map<String, int[]> prices = new LinkedHashMap<>();
        prices.put("electronics.phone", new int[] {180, 1100});
        prices.put("electronics.laptop", new int[] {450, 2200});
        prices.put("electronics.audio", new int[] {25, 350});
        prices.put("home.kitchen", new int[] {10, 220});
        prices.put("home.decor", new int[] {8, 140});
        prices.put("home.garden", new int[] {12, 300});
        prices.put("fashion.shoes", new int[] {35, 190});
        prices.put("fashion.women", new int[] {15, 160});
        prices.put("fashion.men", new int[] {15, 160});
        prices.put("beauty.skincare", new int[] {8, 75});
        prices.put("sports.running", new int[] {20, 180});
        prices.put("toys.games", new int[] {10, 80});
        prices.put("books.fiction", new int[] {6, 25});
        prices.put("books.children", new int[] {5, 20});
        return prices;
    }
}
