package dev.segue.demo;

import dev.segue.demo.Catalogue.Item;
import dev.segue.event.Click;
import dev.segue.event.CustomerEvent;
import dev.segue.event.Purchase;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.LongFunction;
import java.util.function.Supplier;

/**
 * The course of one visit, thought out at its beginning: a look around, some items looked at, some put in the cart, and the
 * cart bought or left. In the store nothing is seen but what is bought.
 */
final class Visit {

    private static final int BIGGEST_CART = 4;

    private final Shopper shopper;
    private final Catalogue catalogue;
    private final Random random;
    private final Supplier<String> ids;
    private final String channel;
    private final String session;
    private final List<Purchase.Item> cart = new ArrayList<>();
    private final Deque<LongFunction<CustomerEvent>> steps = new ArrayDeque<>();

    private Visit(Shopper shopper, Catalogue catalogue, Random random, Supplier<String> ids) {
        this.shopper = shopper;
        this.catalogue = catalogue;
        this.random = random;
        this.ids = ids;
        this.channel = shopper.channelOfVisit(random);
        this.session = "s-" + ids.get();
    }

    /** The steps of a visit; each makes its event when it is given the time at which it happens. */
    static Deque<LongFunction<CustomerEvent>> plan(
            Shopper shopper, Catalogue catalogue, Random random, Supplier<String> ids) {
        Visit visit = new Visit(shopper, catalogue, random, ids);
        if (shopper.introduces()) {
            visit.steps.add(shopper::profile);
        }
        if (visit.channel.equals("store")) {
            visit.inStore();
        } else {
            visit.online();
        }
        return visit.steps;
    }

    private void inStore() {
        for (int i = 0; i <= random.nextInt(3); i++) {
            take(item(shopper.categoryOfInterest(catalogue, random)));
        }
        buy();
    }

    private void online() {
        click("page_view", null, Map.of("page", "home"));
        String category = shopper.categoryOfInterest(catalogue, random);
        for (int views = shopper.persona().views(random); views > 0; views--) {
            if (random.nextDouble() < 0.25) {
                category = shopper.categoryOfInterest(catalogue, random);
                turnTo(category);
            }
            lookAt(item(category));
        }
        if (!cart.isEmpty() && random.nextDouble() < 0.6) {
            click("page_view", null, Map.of("page", "cart"));
        }
        if (!cart.isEmpty() && shopper.persona().buys(random)) {
            buy();
        }
    }

    private void turnTo(String category) {
        String word = category.substring(category.indexOf('.') + 1);
        if (random.nextBoolean()) {
            click("search", null, Map.of("query", word, "results", String.valueOf(5 + random.nextInt(60))));
        } else {
            click("page_view", null, Map.of("page", "category", "category", category));
        }
    }

    private void lookAt(Item item) {
        click("product_view", item, properties(item));
        if (cart.size() < BIGGEST_CART && shopper.persona().takes(random) && !inCart(item)) {
            take(item);
            click("add_to_cart", item, properties(item));
            if (random.nextDouble() < 0.08) {
                cart.remove(cart.size() - 1);
                click("remove_from_cart", item, properties(item));
            }
        }
    }

    private void take(Item item) {
        int quantity = item.price().doubleValue() < 60 ? 1 + random.nextInt(3) : 1;
        BigDecimal amount = item.price().multiply(BigDecimal.valueOf(quantity));
        cart.add(new Purchase.Item(item.id(), item.category(), quantity, amount));
    }

    private boolean inCart(Item item) {
        return cart.stream().anyMatch(line -> line.itemId().equals(item.id()));
    }

    private void buy() {
        List<Purchase.Item> lines = List.copyOf(cart);
        BigDecimal total = lines.stream().map(Purchase.Item::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        steps.add(
                at -> new Purchase("e-" + ids.get(), "o-" + ids.get(), shopper.id(), at, total, "EUR", channel, lines));
    }

    private void click(String type, Item item, Map<String, String> properties) {
        String itemId = item == null ? null : item.id();
        String category = item == null ? properties.get("category") : item.category();
        Double value = item == null ? null : item.price().doubleValue();
        steps.add(at -> new Click(
                "e-" + ids.get(), shopper.id(), type, at, session, itemId, category, channel, value, properties));
    }

    private Item item(String category) {
        return catalogue.pick(category, shopper.persona().taste(), random);
    }

    private static Map<String, String> properties(Item item) {
        String price = item.price().toPlainString();
        return item.discount() == 0
                ? Map.of("price", price)
                : Map.of("price", price, "discount", String.valueOf(item.discount()));
    }
}
