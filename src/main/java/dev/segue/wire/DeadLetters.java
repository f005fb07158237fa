package dev.segue.wire;

import dev.segue.wire.DeadLetter.Origin;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;

/** Makes dead letters of refused records: as received, with the reason and the origin in headers. */
public final class DeadLetters {

    /** The code of the {@link DeadLetterReason}. */
    public static final String REASON = "segue-reason";

    /** A sentence for people, without anything of the record's content. */
    public static final String MESSAGE = "segue-message";

    public static final String TOPIC = "segue-topic";
    public static final String PARTITION = "segue-partition";
    public static final String OFFSET = "segue-offset";

    /** The record's own timestamp, epoch milliseconds. */
    public static final String TIMESTAMP = "segue-timestamp";

    /** Bytes of a value that was too large to be sent on. */
    public static final String VALUE_SIZE = "segue-value-size";

    /** SHA-256, hexadecimal, of a value that was too large to be sent on. */
    public static final String VALUE_SHA256 = "segue-value-sha256";

    private static final List<String> OURS =
            List.of(REASON, MESSAGE, TOPIC, PARTITION, OFFSET, TIMESTAMP, VALUE_SIZE, VALUE_SHA256);
    private static final byte[] EMPTY = {};
    // a batch's header, and the record's own lengths and deltas, each at its greatest
    private static final int RECORD_OVERHEAD = 61 + 36;
    private static final int HEADER_OVERHEAD = 10;

    private final int maxBytes;

    /** @param maxBytes the largest request that the producer may send: its {@code max.request.size} */
    public DeadLetters(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /**
     * The dead letter of a refused record. Its own headers are kept. Where it is too large to be sent, first its value gives
     * way to size and hash, then its headers and its key go.
     */
    public DeadLetter of(Origin origin, byte[] key, byte[] value, Headers headers, Reading.Refused refused) {
        Headers ours = headers(origin, refused);
        DeadLetter whole = new DeadLetter(key, value, joined(headers, ours));
        if (fits(whole) || value == null) {
            return fits(whole) ? whole : bare(whole, ours);
        }
        ours.add(VALUE_SIZE, bytes(value.length)).add(VALUE_SHA256, bytes(sha256(value)));
        DeadLetter shortened = new DeadLetter(key, EMPTY, joined(headers, ours));
        return fits(shortened) ? shortened : bare(shortened, ours);
    }

    private DeadLetter bare(DeadLetter letter, Headers ours) {
        DeadLetter headless = new DeadLetter(letter.key(), letter.value(), ours);
        return fits(headless) ? headless : new DeadLetter(null, letter.value(), ours);
    }

    private static Headers headers(Origin origin, Reading.Refused refused) {
        return new RecordHeaders()
                .add(REASON, bytes(refused.reason().code()))
                .add(MESSAGE, bytes(refused.message()))
                .add(TOPIC, bytes(origin.topic()))
                .add(PARTITION, bytes(origin.partition()))
                .add(OFFSET, bytes(origin.offset()))
                .add(TIMESTAMP, bytes(origin.timestamp()));
    }

    /** The record's own headers and ours; those of an earlier life as a dead letter are not kept. */
    private static Headers joined(Headers received, Headers ours) {
        Headers all = new RecordHeaders(received.toArray());
        OURS.forEach(all::remove);
        ours.forEach(all::add);
        return all;
    }

    private boolean fits(DeadLetter letter) {
        long size = RECORD_OVERHEAD + (long) length(letter.key()) + length(letter.value());
        for (Header header : letter.headers()) {
            size += HEADER_OVERHEAD + header.key().getBytes(StandardCharsets.UTF_8).length + length(header.value());
        }
        return size <= maxBytes;
    }

    private static int length(byte[] bytes) {
        return bytes == null ? 0 : bytes.length;
    }

    private static byte[] bytes(Object text) {
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String sha256(byte[] value) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(value));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
