package dev.segue.replay;

import dev.segue.event.ProfileUpdate;
import dev.segue.event.Purchase;
import dev.segue.event.Refund;
import java.io.IOException;
import java.io.Reader;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.commons.csv.CSVRecord;

/**
 * The UCI Online Retail data set, one row per line of an invoice. An invoice becomes one purchase; one whose number begins
 * with C is a cancellation, and becomes a refund of no known order. The first invoice of a customer, and the first from
 * another country, makes a profile before it. Times are taken as UTC.
 */
final class OnlineRetail extends EventReader {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("[yyyy-MM-dd HH:mm:ss][M/d/yyyy H:mm]");

    /** What the rows of one invoice have in common; time, customer and line are those of its first row. */
    private record Invoice(
            String number, String customerId, long occurredAt, String country, long line, List<Purchase.Item> items) {

        BigDecimal total() {
            return items.stream().map(Purchase.Item::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    private final CsvRows rows;
    private final Intake intake;
    private final Map<String, String> countries = new HashMap<>();
    private final Set<String> invoices = new HashSet<>();
    private Invoice open;

    OnlineRetail(Reader text, Intake intake) throws IOException {
        this.rows = new CsvRows(
                text, "InvoiceNo", "StockCode", "Quantity", "InvoiceDate", "UnitPrice", "CustomerID", "Country");
        this.intake = intake;
    }

    @Override
    protected boolean readRow() {
        if (!rows.hasNext()) {
            close();
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
        String number = row.get("InvoiceNo");
        if (number.startsWith("A")) {
            intake.leaveOut("bad debt adjustment", rows.line());
        } else if (row.get("CustomerID").isBlank()) {
            intake.leaveOut("no customer", rows.line());
        } else {
            Purchase.Item item = item(row, number.startsWith("C"));
            if (open == null || !open.number.equals(number)) {
                close();
                open = open(number, row);
            }
            open.items.add(item);
        }
    }

    private Invoice open(String number, CSVRecord row) {
        long occurredAt = LocalDateTime.parse(row.get("InvoiceDate"), TIME)
                .toInstant(ZoneOffset.UTC)
                .toEpochMilli();
        String customer =
                new BigDecimal(row.get("CustomerID")).toBigIntegerExact().toString();
        return new Invoice(number, "uci-" + customer, occurredAt, row.get("Country"), rows.line(), new ArrayList<>());
    }

    private static Purchase.Item item(CSVRecord row, boolean cancelled) {
        int quantity = Integer.parseInt(row.get("Quantity"));
        BigDecimal amount = new BigDecimal(row.get("UnitPrice")).multiply(BigDecimal.valueOf(quantity));
        if (amount.signum() != 0 && (amount.signum() < 0) != cancelled) {
            throw new IllegalArgumentException("the sign of the quantity does not go with the kind of the invoice");
        }
        if (amount.scale() > 4) {
            throw new IllegalArgumentException("an amount has at most four decimals");
        }
        return new Purchase.Item(row.get("StockCode"), null, quantity, amount.abs());
    }

    private void close() {
        if (open == null) {
            return;
        }
        Invoice invoice = open;
        open = null;
        if (!invoices.add(invoice.number)) {
            intake.leaveOut("duplicate invoice", invoice.line);
        } else if (invoice.total().signum() == 0) {
            intake.leaveOut("amount zero", invoice.line);
        } else {
            emit(invoice);
        }
    }

    private void emit(Invoice invoice) {
        if (!invoice.country.equals(countries.put(invoice.customerId, invoice.country))) {
            emit(new ProfileUpdate(invoice.customerId, invoice.occurredAt, Map.of("country", invoice.country)));
        }
        String id = "inv-" + invoice.number;
        emit(
                invoice.number.startsWith("C")
                        ? new Refund(id, null, invoice.customerId, invoice.occurredAt, invoice.total(), "GBP", "web")
                        : new Purchase(
                                id,
                                invoice.number,
                                invoice.customerId,
                                invoice.occurredAt,
                                invoice.total(),
                                "GBP",
                                "web",
                                List.copyOf(invoice.items)));
    }
}
