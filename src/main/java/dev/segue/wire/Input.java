package dev.segue.wire;

import dev.segue.avro.ClickEvent;
import dev.segue.avro.CustomerProfile;
import dev.segue.avro.PurchaseEvent;
import java.util.Optional;
import org.apache.avro.Schema;

/** The three inputs, all keyed by customer. */
public enum Input {
    CLICKSTREAM(ClickEvent.getClassSchema()),
    PURCHASES(PurchaseEvent.getClassSchema()),
    CUSTOMER_PROFILES(CustomerProfile.getClassSchema());

    private final Schema schema;

    Input(Schema schema) {
        this.schema = schema;
    }

    /** The schema that we read its values with. */
    public Schema schema() {
        return schema;
    }

    /** Its topic's default name: what files call it, whatever the topic is called. */
    public String defaultName() {
        return Topics.DEFAULT.of(this);
    }

    /** The input of that default name. */
    public static Optional<Input> named(String defaultName) {
        return Topics.DEFAULT.inputOf(defaultName);
    }
}
