package dev.segue.demo;

import dev.segue.event.CustomerEvent;
import dev.segue.event.ProfileUpdate;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** One of the shop's customers: who they are, and what changes about them. */
final class Shopper {

    private static final List<String> NAMES = List.of(
            "ada", "ben", "chloe", "dario", "elif", "finn", "grace", "hugo", "ines", "jonas", "kaya", "lena", "marco",
            "nora", "omar", "paula", "quinn", "rosa", "sven", "tara", "umut", "vera", "wanda", "yusuf", "zoe");
    private static final List<String> COUNTRIES =
            List.of("DE", "DE", "DE", "FR", "FR", "NL", "ES", "IT", "AT", "BE", "PL", "GB");
    private static final BigDecimal SILVER = BigDecimal.valueOf(500);
    private static final BigDecimal GOLD = BigDecimal.valueOf(2_000);

    private final String id;
    private final Persona persona;
    private final List<String> favourites;
    private final String channel;
    private final String country;
    private final long age;
    private final double storeShare;
    private final long leaves;
    private boolean newsletter;
    private BigDecimal spent = BigDecimal.ZERO;
    private boolean introduced;

    /** @param leaves when they come no more, epoch milliseconds of the shop's time; {@link Long#MAX_VALUE} for never */
    Shopper(int number, Catalogue catalogue, long leaves, Random random) {
        this.id = NAMES.get(number % NAMES.size()) + "-" + String.format("%03d", number);
        this.persona = Persona.any(random);
        this.favourites = List.of(catalogue.anyCategory(random), catalogue.anyCategory(random));
        this.channel = random.nextDouble() < 0.6 ? "web" : "app";
        this.country = COUNTRIES.get(random.nextInt(COUNTRIES.size()));
        this.age = Math.round(Math.min(85, Math.max(18, 41 + 14 * random.nextGaussian())));
        this.storeShare = random.nextDouble() < 0.3 ? 0.4 : 0.05;
        this.newsletter = random.nextDouble() < 0.55;
        this.leaves = leaves;
    }

    String id() {
        return id;
    }

    Persona persona() {
        return persona;
    }

    /** Whether they still come at that time. */
    boolean comesAt(long instant) {
        return instant < leaves;
    }

    String channelOfVisit(Random random) {
        if (random.nextDouble() < storeShare) {
            return "store";
        }
        return random.nextDouble() < 0.85 ? channel : "web";
    }

    String categoryOfInterest(Catalogue catalogue, Random random) {
        return random.nextDouble() < 0.75
                ? favourites.get(random.nextInt(favourites.size()))
                : catalogue.anyCategory(random);
    }

    /** True once: at the first visit, when the shop gets to know them. */
    boolean introduces() {
        boolean first = !introduced;
        introduced = true;
        return first;
    }

    /** Adds to what they spent (less than zero for money given back); true if that changes their tier. */
    boolean spends(BigDecimal amount) {
        String before = tier();
        spent = spent.add(amount);
        return !tier().equals(before);
    }

    void changesMindOnNewsletter() {
        newsletter = !newsletter;
    }

    private String tier() {
        return spent.compareTo(GOLD) >= 0 ? "gold" : spent.compareTo(SILVER) >= 0 ? "silver" : "bronze";
    }

    CustomerEvent profile(long at) {
        Map<String, Object> attributes = Map.of(
                "country", country,
                "tier", tier(),
                "newsletter", newsletter,
                "age", age,
                "storeShare", storeShare,
                "favourite", favourites.get(0));
        return new ProfileUpdate(id, at, attributes);
    }
}
