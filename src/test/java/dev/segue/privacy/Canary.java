package dev.segue.privacy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;

/**
 * A text that stands for personal data: tests put it into ids and values of their customers, and where it comes up in what
 * operators read, there a customer's would too.
 */
public final class Canary {

    /** As nothing else is spelt; the same when it is part of an address. */
    public static final String MARK = "kx7q2vwz9m4j";

    private static final List<String> FORMS = forms();

    private Canary() {}

    /** The id of a customer, recognizable. */
    public static String customer(Object name) {
        return MARK + "-" + name;
    }

    /** The name that a customer's id was made of. */
    public static String name(String customer) {
        return customer.substring(MARK.length() + 1);
    }

    /** Whether the text holds the canary, as it is or as bytes are printed: hexadecimal, Base64, or as Java prints an array. */
    static boolean isIn(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return FORMS.stream().anyMatch(form -> text.contains(form) || lower.contains(form));
    }

    private static List<String> forms() {
        byte[] bytes = MARK.getBytes(UTF_8);
        String array = Arrays.toString(bytes);
        List<String> forms =
                new ArrayList<>(List.of(MARK, HexFormat.of().formatHex(bytes), array.substring(1, array.length() - 1)));
        for (int before = 0; before < 3; before++) {
            String encoded =
                    Base64.getEncoder().withoutPadding().encodeToString((" ".repeat(before) + MARK).getBytes(UTF_8));
            // the first and the last group of characters depend on what stands beside
            forms.add(encoded.substring(4, encoded.length() - 3));
        }
        return List.copyOf(forms);
    }
}
