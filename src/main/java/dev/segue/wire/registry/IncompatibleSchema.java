package dev.segue.wire.registry;

import org.apache.avro.LogicalType;
import org.apache.avro.LogicalTypes;
import org.apache.avro.Schema;

/** A writer's schema resolves to ours, but a value would come to mean something else: decimal(10,2) read as (18,4). */
final class IncompatibleSchema extends RuntimeException {

    private IncompatibleSchema(String message) {
        super(message, null, false, false);
    }

    /** Avro resolves logical types by the bytes alone, so units and scales are compared here. */
    static void check(Schema writer, Schema reader, String path) {
        switch (reader.getType()) {
            case RECORD -> {
                for (Schema.Field field : reader.getFields()) {
                    Schema.Field written =
                            writer.getType() == Schema.Type.RECORD ? writer.getField(field.name()) : null;
                    if (written != null) {
                        check(written.schema(), field.schema(), path + "." + field.name());
                    }
                }
            }
            case ARRAY -> {
                if (writer.getType() == Schema.Type.ARRAY) {
                    check(writer.getElementType(), reader.getElementType(), path + "[]");
                }
            }
            case UNION -> reader.getTypes().forEach(branch -> check(writer, branch, path));
            default -> checkUnit(writer, reader, path);
        }
    }

    private static void checkUnit(Schema writer, Schema reader, String path) {
        if (reader.getLogicalType() == null) {
            return;
        }
        if (writer.getType() == Schema.Type.UNION) {
            writer.getTypes().forEach(branch -> checkUnit(branch, reader, path));
        } else if (writer.getType() != Schema.Type.NULL
                && !sameUnit(writer.getLogicalType(), reader.getLogicalType())) {
            throw new IncompatibleSchema("The value's schema has another unit for " + path.substring(1) + ": " + writer
                    + " where Segue reads " + reader + ".");
        }
    }

    /** A plain long is taken for milliseconds; plain bytes have no scale that could be assumed. */
    private static boolean sameUnit(LogicalType written, LogicalType read) {
        if (read instanceof LogicalTypes.Decimal decimal) {
            return written instanceof LogicalTypes.Decimal other && other.getScale() == decimal.getScale();
        }
        return written == null || written.getName().equals(read.getName());
    }
}
