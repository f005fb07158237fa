package dev.segue.oracle;

import dev.segue.event.Click;
import dev.segue.event.ProfileUpdate;
import dev.segue.event.Purchase;
import dev.segue.event.Refund;
import dev.segue.rule.Expression;
import dev.segue.rule.Expression.Aggregate;
import dev.segue.rule.Expression.Comparator;
import dev.segue.rule.Selection;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;

/** Records and rules in few words, for cases computed by hand. */
final class Sample {

    private Sample() {}

    static Click view(long at, String itemId) {
        return view("v" + at + itemId, at, itemId);
    }

    static Click view(String eventId, long at, String itemId) {
        return new Click(eventId, "c1", "view", at, null, itemId, null, null, null, Map.of());
    }

    static Click priced(long at, String price) {
        return new Click("p" + at, "c1", "view", at, null, null, null, null, null, Map.of("price", price));
    }

    static Click valued(long at, double value) {
        return new Click("w" + at, "c1", "view", at, null, null, null, null, value, Map.of());
    }

    static Purchase order(String orderId, long at, String amount, String... items) {
        List<Purchase.Item> lines = List.of(items).stream()
                .map(item -> new Purchase.Item(item, null, 2, BigDecimal.ONE))
                .toList();
        return new Purchase("b" + at, orderId, "c1", at, new BigDecimal(amount), "EUR", "web", lines);
    }

    static Refund refund(String orderId, long at, String amount) {
        return new Refund("r" + at, orderId, "c1", at, new BigDecimal(amount), "EUR", null);
    }

    static ProfileUpdate profile(long at, String attribute, Object value) {
        return new ProfileUpdate("c1", at, Map.of(attribute, value));
    }

    static Selection events(String type) {
        return new Selection.Events(type);
    }

    static Selection within(Selection of, long millis) {
        return new Selection.Window(of, millis, 0);
    }

    static Expression count(Selection of) {
        return new Expression.Measure(Aggregate.COUNT, of, null);
    }

    static Expression measure(Aggregate aggregate, Selection of, String property) {
        return new Expression.Measure(aggregate, of, property);
    }

    static Expression compare(Object left, Comparator comparator, Object right) {
        return new Expression.Comparison(comparator, expression(left), expression(right));
    }

    static Expression atLeast(Expression left, Object right) {
        return compare(left, Comparator.GREATER_OR_EQUAL, right);
    }

    /** {@code now - events(type).last()}. */
    static Expression sinceLast(String type) {
        return new Expression.Arithmetic(
                Expression.Operator.SUBTRACT, new Expression.Now(), measure(Aggregate.LAST, events(type), null));
    }

    static Expression.Span span(long millis) {
        return new Expression.Span(millis);
    }

    static Expression expression(Object value) {
        return value instanceof Expression e ? e : new Expression.Constant(value);
    }
}
