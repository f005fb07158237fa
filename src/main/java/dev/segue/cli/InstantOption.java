package dev.segue.cli;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads an instant: ISO-8601 with an offset, or epoch milliseconds. */
final class InstantOption implements ITypeConverter<Instant> {

    @Override
    public Instant convert(String text) {
        try {
            return text.matches("-?\\d+")
                    ? Instant.ofEpochMilli(Long.parseLong(text))
                    : OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException | NumberFormatException e) {
            throw new TypeConversionException(
                    "'" + text + "' is no instant: write it as 2026-01-31T00:00:00Z or in epoch milliseconds");
        }
    }
}
