package dev.segue.replay;

import dev.segue.event.Click;
import dev.segue.event.CustomerEvent;
import dev.segue.event.Purchase;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;

/**
 * The REES46 eCommerce behaviour data set, one row per event, in time order. Views and cart events become clicks, a
 * purchase an order of one item. A row equal to another in every column is the same event told twice; as the file is in
 * time order, only those of the current second need to be remembered.
 */
final class Rees46 extends EventReader {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss 'UTC'");
    private static final Map<String, String> CLICKS =
            Map.of("view", "product_view", "cart", "add_to_cart", "remove_from_cart", "remove_from_cart");

    private final CsvRows rows;
    private final Intake intake;
    private final Set<List<String>> sameSecond = new HashSet<>();
    private String second = "";
    private long number;

    Rees46(Reader text, Intake intake) throws IOException {
        this.rows = new CsvRows(
                text,
                "event_time",
                "event_type",
                "product_id",
                "category_code",
                "brand",
                "price",
                "user_id",
                "user_session");
        this.intake = intake;
    }

    @Override
    protected boolean readRow() {
        if (!rows.hasNext()) {
            return false;
        }
        CSVRecord row = rows.next();
        try {
            read(row);
        } catch (IllegalArgumentException | ArithmeticException | DateTimeException e) {
            intake.leaveOut("unreadable row", rows.line());
        }
        return true;
    }

    private void read(CSVRecord row) {
        String type = row.get("event_type");
        if (row.get("user_id").isBlank()) {
            intake.leaveOut("no customer", rows.line());
        } else if (!isNew(row)) {
            intake.leaveOut("duplicate row", rows.line());
        } else if (CLICKS.containsKey(type)) {
            emit(click(row, CLICKS.get(type)));
        } else if (!type.equals("purchase")) {
            intake.leaveOut("unknown event type", rows.line());
        } else if (new BigDecimal(row.get("price")).signum() == 0) {
            intake.leaveOut("amount zero", rows.line());
        } else {
            emit(purchase(row));
        }
    }

    private boolean isNew(CSVRecord row) {
        if (!row.get("event_time").equals(second)) {
            second = row.get("event_time");
            sameSecond.clear();
        }
        boolean isNew = sameSecond.add(row.toList());
        number += isNew ? 1 : 0;
        return isNew;
    }

    private CustomerEvent click(CSVRecord row, String type) {
        Map<String, String> properties = new HashMap<>();
        putKnown(properties, "price", row.get("price"));
        putKnown(properties, "brand", row.get("brand"));
        return new Click(
                "r46-" + number,
                customer(row),
                type,
                time(row),
                known(row.get("user_session")),
                row.get("product_id"),
                known(row.get("category_code")),
                "web",
                null,
                Map.copyOf(properties));
    }

    private CustomerEvent purchase(CSVRecord row) {
        BigDecimal price = new BigDecimal(row.get("price"));
        if (price.signum() < 0 || price.scale() > 4) {
            throw new IllegalArgumentException("a price is zero or more and has at most four decimals");
        }
        Purchase.Item item = new Purchase.Item(row.get("product_id"), known(row.get("category_code")), 1, price);
        return new Purchase(
                "r46-" + number, "r46-o" + number, customer(row), time(row), price, "USD", "web", List.of(item));
    }

    private static String customer(CSVRecord row) {
        return "r46-" + row.get("user_id");
    }

    private static long time(CSVRecord row) {
        return LocalDateTime.parse(row.get("event_time"), TIME)
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
    }

    private static String known(String text) {
        return text.isBlank() ? null : text;
    }

    private static void putKnown(Map<String, String> properties, String name, String value) {
        if (!value.isBlank()) {
            properties.put(name, value);
        }
    }
}
