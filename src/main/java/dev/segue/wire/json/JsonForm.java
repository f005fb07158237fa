package dev.segue.wire.json;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.DoubleNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;
import org.apache.avro.generic.IndexedRecord;
import org.apache.avro.specific.SpecificData;

/** The plain JSON form of records, by their schemas: no type tags, times in epoch milliseconds, decimals as strings. */
public final class JsonForm {

    /** JSON does not have the form that the schema asks for. */
    static final class Mismatch extends Exception {
        Mismatch(String message) {
            super(message, null, false, false);
        }
    }

    private JsonForm() {}

    /** The value that the JSON says, as generated classes hold it. */
    static Object read(JsonNode json, Schema schema, String path) throws Mismatch {
        return switch (schema.getType()) {
            case RECORD -> readRecord(json, schema, path);
            case ARRAY -> readArray(json, schema, path);
            case MAP -> readMap(json, schema, path);
            case UNION -> readUnion(json, schema, path);
            case ENUM -> readEnum(json, schema, path);
            case BYTES -> readDecimal(json, schema, path);
            case LONG -> schema.getLogicalType() == null ? readLong(json, path) : readTime(json, path);
            case INT -> {
                expect(json.canConvertToInt() && json.isIntegralNumber(), path, "must be a whole number");
                yield json.intValue();
            }
            case DOUBLE -> {
                expect(json.isNumber(), path, "must be a number");
                yield json.doubleValue();
            }
            case BOOLEAN -> {
                expect(json.isBoolean(), path, "must be true or false");
                yield json.booleanValue();
            }
            case STRING -> {
                expect(json.isTextual(), path, "must be a string");
                yield json.textValue();
            }
            default -> throw new IllegalArgumentException("There is no JSON form of " + schema);
        };
    }

    private static Object readRecord(JsonNode json, Schema schema, String path) throws Mismatch {
        expect(json.isObject(), path, "must be an object");
        IndexedRecord record =
                (IndexedRecord) SpecificData.newInstance(SpecificData.get().getClass(schema), schema);
        for (Schema.Field field : schema.getFields()) {
            JsonNode value = json.get(field.name());
            boolean absent = value == null || value.isNull();
            expect(!absent || field.hasDefaultValue(), path + "." + field.name(), "is missing");
            record.put(
                    field.pos(),
                    absent
                            ? SpecificData.get().getDefaultValue(field)
                            : read(value, field.schema(), path + "." + field.name()));
        }
        return record;
    }

    private static List<Object> readArray(JsonNode json, Schema schema, String path) throws Mismatch {
        expect(json.isArray(), path, "must be an array");
        List<Object> items = new ArrayList<>(json.size());
        for (JsonNode item : json) {
            items.add(read(item, schema.getElementType(), path + "[" + items.size() + "]"));
        }
        return items;
    }

    private static Map<String, Object> readMap(JsonNode json, Schema schema, String path) throws Mismatch {
        expect(json.isObject(), path, "must be an object");
        Map<String, Object> entries = new HashMap<>();
        for (Map.Entry<String, JsonNode> entry : json.properties()) {
            entries.put(entry.getKey(), read(entry.getValue(), schema.getValueType(), path + "." + entry.getKey()));
        }
        return entries;
    }

    /** Of one type or null, that type; of several, as in a profile's attributes, the one that the JSON looks like. */
    private static Object readUnion(JsonNode json, Schema schema, String path) throws Mismatch {
        List<Schema> branches = schema.getTypes().stream()
                .filter(s -> s.getType() != Schema.Type.NULL)
                .toList();
        if (branches.size() == 1) {
            return read(json, branches.get(0), path);
        }
        if (json.isTextual()) {
            return json.textValue();
        } else if (json.isBoolean()) {
            return json.booleanValue();
        } else if (json.isIntegralNumber()) {
            return readLong(json, path);
        }
        expect(json.isNumber(), path, "must be a string, a number, true or false");
        return json.doubleValue();
    }

    private static Object readEnum(JsonNode json, Schema schema, String path) throws Mismatch {
        expect(
                json.isTextual() && schema.hasEnumSymbol(json.textValue()),
                path,
                "must be one of " + String.join(", ", schema.getEnumSymbols()));
        return SpecificData.get().createEnum(json.textValue(), schema);
    }

    private static BigDecimal readDecimal(JsonNode json, Schema schema, String path) throws Mismatch {
        LogicalTypes.Decimal type = (LogicalTypes.Decimal) schema.getLogicalType();
        // stripped first: setting the scale of 1e-999999999 would take all memory
        BigDecimal number = number(json, path).stripTrailingZeros();
        int wholeDigits = type.getPrecision() - type.getScale();
        expect(
                (long) number.precision() - number.scale() <= wholeDigits,
                path,
                "must have at most " + wholeDigits + " digits before the point");
        expect(number.scale() <= type.getScale(), path, "must have at most " + type.getScale() + " decimals");
        return number.setScale(type.getScale());
    }

    private static BigDecimal number(JsonNode json, String path) throws Mismatch {
        expect(json.isNumber() || json.isTextual(), path, "must be a number, or a string that holds one");
        try {
            return json.isNumber() ? json.decimalValue() : new BigDecimal(json.textValue());
        } catch (NumberFormatException e) {
            throw new Mismatch(path + " must be a number, or a string that holds one");
        }
    }

    private static long readLong(JsonNode json, String path) throws Mismatch {
        expect(json.isIntegralNumber() && json.canConvertToLong(), path, "must be a whole number of at most 64 bits");
        return json.longValue();
    }

    private static Instant readTime(JsonNode json, String path) throws Mismatch {
        String form = "must be epoch milliseconds, or ISO-8601 as in 2024-05-01T12:00:00Z";
        if (!json.isTextual()) {
            expect(json.isIntegralNumber() && json.canConvertToLong(), path, form);
            return Instant.ofEpochMilli(json.longValue());
        }
        try {
            Instant time = DateTimeFormatter.ISO_OFFSET_DATE_TIME.parse(json.textValue(), Instant::from);
            return Instant.ofEpochMilli(time.toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            throw new Mismatch(path + " " + form);
        }
    }

    private static void expect(boolean condition, String path, String otherwise) throws Mismatch {
        if (!condition) {
            throw new Mismatch(path + " " + otherwise);
        }
    }

    /** The JSON form of a record: its fields under their names, absent ones as null. */
    public static ObjectNode write(IndexedRecord record) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        for (Schema.Field field : record.getSchema().getFields()) {
            json.set(field.name(), writeValue(record.get(field.pos())));
        }
        return json;
    }

    private static JsonNode writeValue(Object value) {
        if (value == null) {
            return NullNode.instance;
        } else if (value instanceof IndexedRecord record) {
            return write(record);
        } else if (value instanceof List<?> list) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            list.forEach(item -> array.add(writeValue(item)));
            return array;
        } else if (value instanceof Map<?, ?> map) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            map.forEach((name, item) -> object.set(name.toString(), writeValue(item)));
            return object;
        }
        return writeScalar(value);
    }

    private static JsonNode writeScalar(Object value) {
        if (value instanceof Instant time) {
            return LongNode.valueOf(time.toEpochMilli());
        } else if (value instanceof Long number) {
            return LongNode.valueOf(number);
        } else if (value instanceof Integer number) {
            return IntNode.valueOf(number);
        } else if (value instanceof Double number) {
            return DoubleNode.valueOf(number);
        } else if (value instanceof Boolean flag) {
            return BooleanNode.valueOf(flag);
        } else if (value instanceof BigDecimal decimal) {
            return TextNode.valueOf(decimal.toPlainString());
        }
        return TextNode.valueOf(value.toString());
    }
}
