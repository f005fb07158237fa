package dev.segue.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.segue.event.Activity;
import dev.segue.event.Click;
import dev.segue.event.CustomerEvent;
import dev.segue.event.Purchase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class Rees46Test {

    private static final String HEADER =
            "event_time,event_type,product_id,category_id,category_code,brand,price,user_id,user_session\n";

    private final Intake intake = new Intake();

    @Test
    void shouldMakeAClickOfAView() throws IOException {
        List<CustomerEvent> events =
                read("2019-10-01 00:00:01 UTC,view,1307067,2053,computers.notebook,lenovo,251.74,55,s-1\n");

        assertThat(events)
                .containsExactly(new Click(
                        "r46-1",
                        "r46-55",
                        "product_view",
                        1569888001000L,
                        "s-1",
                        "1307067",
                        "computers.notebook",
                        "web",
                        null,
                        Map.of("price", "251.74", "brand", "lenovo")));
    }

    @Test
    void shouldLeaveOutWhatARowDoesNotSay() throws IOException {
        List<CustomerEvent> events = read("2019-10-01 00:00:01 UTC,cart,1,2,,,9.50,55,\n");

        assertThat(events)
                .containsExactly(new Click(
                        "r46-1",
                        "r46-55",
                        "add_to_cart",
                        1569888001000L,
                        null,
                        "1",
                        null,
                        "web",
                        null,
                        Map.of("price", "9.50")));
    }

    @Test
    void shouldMakeAnOrderOfOneItemOfAPurchase() throws IOException {
        List<CustomerEvent> events =
                read("2019-10-01 00:00:01 UTC,purchase,1004856,2,electronics.smartphone,samsung,130.76,55,s-1\n");

        BigDecimal price = new BigDecimal("130.76");
        assertThat(events)
                .containsExactly(new Purchase(
                        "r46-1",
                        "r46-o1",
                        "r46-55",
                        1569888001000L,
                        price,
                        "USD",
                        "web",
                        List.of(new Purchase.Item("1004856", "electronics.smartphone", 1, price))));
    }

    @Test
    void shouldNumberRowsWithoutCountingThoseToldTwice() throws IOException {
        List<CustomerEvent> events = read("""
                2019-10-01 00:00:01 UTC,view,1,2,,,9.50,55,s
                2019-10-01 00:00:01 UTC,view,7,2,,,9.50,55,s
                2019-10-01 00:00:01 UTC,view,1,2,,,9.50,55,s
                2019-10-01 00:00:02 UTC,view,1,2,,,9.50,55,s
                """);

        assertThat(events).extracting(event -> ((Activity) event).eventId()).containsExactly("r46-1", "r46-2", "r46-3");
        assertThat(intake.leftOut()).containsOnly(Map.entry("duplicate row", new Intake.LeftOut(1, 4, null)));
    }

    @Test
    void shouldCountWhatItLeavesOutByReasonAndGoOn() throws IOException {
        List<CustomerEvent> events = read("""
                2019-10-01 00:00:01 UTC,view,1,2,,,9.50,,s
                2019-10-01 00:00:01 UTC,wish,1,2,,,9.50,55,s
                2019-10-01 00:00:01 UTC,purchase,1,2,,,0.00,55,s
                2019-10-01,view,1,2,,,9.50,55,s
                2019-10-01 00:00:01 UTC,remove_from_cart,1,2,,,9.50,55,s
                """);

        assertThat(events).extracting(event -> ((Click) event).type()).containsExactly("remove_from_cart");
        assertThat(intake.leftOut())
                .containsOnlyKeys("no customer", "unknown event type", "amount zero", "unreadable row");
    }

    private List<CustomerEvent> read(String rows) throws IOException {
        List<CustomerEvent> events = new ArrayList<>();
        new Rees46(new BufferedReader(new StringReader(HEADER + rows)), intake).forEachRemaining(events::add);
        return events;
    }
}
