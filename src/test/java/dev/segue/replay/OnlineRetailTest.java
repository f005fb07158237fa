package dev.segue.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.segue.event.CustomerEvent;
import dev.segue.event.ProfileUpdate;
import dev.segue.event.Purchase;
import dev.segue.event.Refund;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OnlineRetailTest {

    private static final String HEADER =
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";
    private static final long FIRST_OF_DECEMBER = 1291191960000L;

    private final Intake intake = new Intake();

    @Test
    void shouldMakeOnePurchaseOfAnInvoiceAndAProfileBeforeIt() throws IOException {
        List<CustomerEvent> events = read("""
                536365,A1,"LANTERN, WHITE",6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom
                536365,B2,MUG,2,2010-12-01 08:27:00,1.005,17850.0,United Kingdom
                """);

        assertThat(events)
                .containsExactly(
                        new ProfileUpdate("uci-17850", FIRST_OF_DECEMBER, Map.of("country", "United Kingdom")),
                        new Purchase(
                                "inv-536365",
                                "536365",
                                "uci-17850",
                                FIRST_OF_DECEMBER,
                                new BigDecimal("17.310"),
                                "GBP",
                                "web",
                                List.of(
                                        new Purchase.Item("A1", null, 6, new BigDecimal("15.30")),
                                        new Purchase.Item("B2", null, 2, new BigDecimal("2.010")))));
    }

    @Test
    void shouldMakeAnUnmatchedRefundOfACancellation() throws IOException {
        List<CustomerEvent> events = read("C536379,D,Discount,-1,12/1/2010 8:26,27.50,14527,France\n");

        assertThat(events.get(1))
                .isEqualTo(new Refund(
                        "inv-C536379", null, "uci-14527", FIRST_OF_DECEMBER, new BigDecimal("27.50"), "GBP", "web"));
    }

    @Test
    void shouldMakeANewProfileOnlyWhenTheCountryChanges() throws IOException {
        List<CustomerEvent> events = read("""
                1,A,a,1,2010-12-01 08:26:00,1,7,France
                2,A,a,1,2010-12-02 08:26:00,1,7,France
                3,A,a,1,2010-12-03 08:26:00,1,7,Spain
                """);

        assertThat(events)
                .filteredOn(ProfileUpdate.class::isInstance)
                .extracting(event -> ((ProfileUpdate) event).attributes().get("country"))
                .containsExactly("France", "Spain");
    }

    @Test
    void shouldCountWhatItLeavesOutByReasonAndGoOn() throws IOException {
        List<CustomerEvent> events = read("""
                1,A,a,1,2010-12-01 08:26:00,1,,France
                A2,B,Adjust bad debt,1,2010-12-01 08:26:00,-11062.06,,United Kingdom
                3,A,a,5,2010-12-01 08:26:00,0.0,7,France
                4,A,a,five,2010-12-01 08:26:00,1,7,France
                5,A,a,1,yesterday,1,7,France
                6,A,a,1
                7,A,a,1,2010-12-01 08:26:00,1,7,France
                8,A,a,1,2010-12-01 08:26:00,1,7,France
                7,A,a,1,2010-12-01 08:26:00,1,7,France
                """);

        assertThat(events).hasSize(3);
        assertThat(intake.leftOut())
                .containsOnly(
                        Map.entry("no customer", new Intake.LeftOut(1, 2, null)),
                        Map.entry("bad debt adjustment", new Intake.LeftOut(1, 3, null)),
                        Map.entry("amount zero", new Intake.LeftOut(1, 4, null)),
                        Map.entry("unreadable row", new Intake.LeftOut(3, 5, null)),
                        Map.entry("duplicate invoice", new Intake.LeftOut(1, 10, null)));
    }

    @Test
    void shouldRefuseAFileOfAnotherKind() {
        assertThatThrownBy(() -> new OnlineRetail(new BufferedReader(new StringReader("a,b\n1,2\n")), intake))
                .isInstanceOf(IOException.class)
                .hasMessage("the first line names no column InvoiceNo; it names [a, b]");
    }

    private List<CustomerEvent> read(String rows) throws IOException {
        List<CustomerEvent> events = new ArrayList<>();
        new OnlineRetail(new BufferedReader(new StringReader(HEADER + rows)), intake).forEachRemaining(events::add);
        return events;
    }
}
