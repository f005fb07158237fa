package dev.segue.bench.check;

import dev.segue.bench.check.Window.Entry;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** A customer's purchases, less what was given back on them; those wholly refunded do not exist. */
final class Orders {

    private final List<Window> windows;
    private final TreeSet<Entry> existing = new TreeSet<>(Window.BY_TIME);
    private final Map<String, Entry> byOrder = new HashMap<>();
    private final Map<String, List<Event>> refunds = new HashMap<>();

    /** @param windows those over purchases */
    Orders(Window... windows) {
        this.windows = List.of(windows);
    }

    void buy(Event purchase, long number) {
        Entry entry = new Entry(purchase.time(), number, null, purchase.amount());
        byOrder.put(purchase.orderId(), entry);
        existing.add(entry);
        windows.forEach(window -> window.add(entry));
        refunds.getOrDefault(purchase.orderId(), List.of()).forEach(refund -> lower(entry, refund));
    }

    void giveBack(Event refund) {
        refunds.computeIfAbsent(refund.orderId(), any -> new ArrayList<>()).add(refund);
        Entry entry = byOrder.get(refund.orderId());
        if (entry != null) {
            lower(entry, refund);
        }
    }

    private void lower(Entry entry, Event refund) {
        if (refund.time() < entry.time || !existing.contains(entry)) {
            return;
        }
        List<Window> holding =
                windows.stream().filter(window -> window.holds(entry)).toList();
        holding.forEach(window -> window.remove(entry));
        entry.amount -= refund.amount();
        if (entry.amount > 0) {
            holding.forEach(window -> window.add(entry));
        } else {
            existing.remove(entry);
        }
    }

    /** When the customer last bought; null for never. */
    Long last() {
        return existing.isEmpty() ? null : existing.last().time;
    }

    /** Whether there is a purchase in (from, to]. */
    boolean anyIn(long from, long to) {
        Entry next = existing.higher(new Entry(from, Long.MAX_VALUE, null, 0));
        return next != null && next.time <= to;
    }
}
