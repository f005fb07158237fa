package dev.segue.assignment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** The fields of a record, read from its bytes step by step as Avro's specification says, without any of Avro's decoders. */
final class PlainRecord {

    private final ByteBuffer bytes;

    private PlainRecord(byte[] value) {
        bytes = ByteBuffer.wrap(value);
    }

    /** The fields by name, of bytes behind the magic byte and the schema's number; nothing where they are no such record. */
    static Optional<Map<String, Object>> of(byte[] value, Schema schema) {
        PlainRecord record = new PlainRecord(value);
        try {
            record.bytes.position(5);
            Map<String, Object> fields = record.record(schema);
            return record.bytes.hasRemaining() ? Optional.empty() : Optional.of(fields);
        } catch (BufferUnderflowException | IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private Map<String, Object> record(Schema schema) {
        Map<String, Object> fields = new HashMap<>();
        schema.getFields().forEach(field -> fields.put(field.name(), value(field.schema())));
        return fields;
    }

    private Object value(Schema schema) {
        return switch (schema.getType()) {
            case RECORD -> record(schema);
            case UNION -> value(schema.getTypes().get(Math.toIntExact(number(5))));
            case ENUM -> schema.getEnumSymbols().get((int) number(5));
            case ARRAY -> array(schema.getElementType());
            case MAP -> map(schema.getValueType());
            case STRING -> new String(block(), UTF_8);
            case BYTES ->
                new BigDecimal(new BigInteger(block()), ((LogicalTypes.Decimal) schema.getLogicalType()).getScale());
            case INT -> (int) number(5);
            case LONG -> number(10);
            case DOUBLE -> Double.longBitsToDouble(Long.reverseBytes(bytes.getLong()));
            case BOOLEAN -> bytes.get() == 1;
            case NULL -> null;
            default -> throw new IllegalStateException("No input has a " + schema);
        };
    }

    private List<Object> array(Schema items) {
        List<Object> array = new ArrayList<>();
        for (long left = count(); left > 0; left = count()) {
            for (; left > 0; left--) {
                array.add(value(items));
            }
        }
        return array;
    }

    private Map<String, Object> map(Schema values) {
        Map<String, Object> map = new HashMap<>();
        for (long left = count(); left > 0; left = count()) {
            for (; left > 0; left--) {
                map.put(new String(block(), UTF_8), value(values));
            }
        }
        return map;
    }

    /** How many items come next; the size in bytes that may follow is of use only to those who leave them out. */
    private long count() {
        long count = number(10);
        if (count < 0) {
            number(10);
        }
        return Math.abs(count);
    }

    private byte[] block() {
        long size = number(10);
        if (size < 0 || size > bytes.remaining()) {
            throw new BufferUnderflowException();
        }
        byte[] block = new byte[(int) size];
        bytes.get(block);
        return block;
    }

    /** Seven bits a byte, the lowest first, zig-zag. */
    private long number(int most) {
        long bits = 0;
        for (int i = 0; i < most; i++) {
            byte next = bytes.get();
            bits |= (next & 0x7fL) << 7 * i;
            if (next >= 0) {
                bits = most == 5 ? bits & 0xffff_ffffL : bits;
                return bits >>> 1 ^ -(bits & 1);
            }
        }
        throw new IllegalArgumentException("The number does not end");
    }
}
