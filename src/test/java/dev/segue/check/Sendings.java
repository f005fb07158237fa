package dev.segue.check;

import dev.segue.cluster.Sent;
import dev.segue.event.Activity;
import dev.segue.event.Click;
import dev.segue.event.CustomerEvent;
import dev.segue.event.ProfileUpdate;
import dev.segue.event.Purchase;
import dev.segue.event.Refund;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Where what was read is not what the test sent. What it sent and how is known without any of the code that reads it. */
final class Sendings {

    private static final long MAX_FUTURE = 5 * 60_000L;
    private static final Set<String> OF_PURCHASES = Set.of("purchase", "purchase_item", "refund");

    private Sendings() {}

    static List<String> findings(Contents contents) {
        List<String> findings = new ArrayList<>();
        Map<Place, Received> received =
                contents.inputs().stream().collect(Collectors.toMap(Received::place, one -> one));
        contents.sent().forEach((place, sent) -> {
            String finding = finding(sent, received.get(place));
            if (finding != null) {
                findings.add(finding + ": " + place);
            }
        });
        return findings;
    }

    private static String finding(Sent sent, Received received) {
        if (received == null) {
            return "was acknowledged and is not there";
        } else if (!isUsable(sent)) {
            return received.event() == null ? null : "was sent as unusable and is accepted";
        } else if (received.event() == null) {
            return "was sent as usable and is refused";
        }
        return plain(sent.event()).equals(plain(received.event())) ? null : "is not read as it was sent";
    }

    private static boolean isUsable(Sent sent) {
        CustomerEvent event = sent.event();
        if (event instanceof Click click && OF_PURCHASES.contains(click.type())) {
            return false;
        }
        boolean dated = event instanceof Activity || event instanceof ProfileUpdate;
        return !dated || Past.timeOf(event) > 0 && Past.timeOf(event) <= sent.at() + MAX_FUTURE;
    }

    /** With all amounts written in the same way. */
    private static CustomerEvent plain(CustomerEvent event) {
        if (event instanceof Purchase p) {
            List<Purchase.Item> items = p.items().stream()
                    .map(item ->
                            new Purchase.Item(item.itemId(), item.category(), item.quantity(), plain(item.amount())))
                    .toList();
            return new Purchase(
                    p.eventId(),
                    p.orderId(),
                    p.customerId(),
                    p.occurredAt(),
                    plain(p.amount()),
                    p.currency(),
                    p.channel(),
                    items);
        } else if (event instanceof Refund r) {
            return new Refund(
                    r.eventId(),
                    r.orderId(),
                    r.customerId(),
                    r.occurredAt(),
                    plain(r.amount()),
                    r.currency(),
                    r.channel());
        }
        return event;
    }

    private static BigDecimal plain(BigDecimal amount) {
        return amount.setScale(4, RoundingMode.UNNECESSARY);
    }
}
