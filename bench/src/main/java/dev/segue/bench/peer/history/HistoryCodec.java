package dev.segue.bench.peer.history;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.kafka.common.utils.ByteUtils;

/**
 * A history as bytes and back: variable-length numbers, times as differences, hashes of events as they are. Confined to one
 * thread, since it reuses its buffer.
 */
public final class HistoryCodec {

    private static final int LONGEST_NUMBER = 10;
    private static final int FIRST_SIZE = 4096;

    private ByteBuffer buffer = ByteBuffer.allocate(FIRST_SIZE);
    private long previous;

    /** The bytes of a history. */
    public byte[] encode(CustomerHistory history) {
        reserve(history);
        previous = 0;
        write(history.members);
        write(history.sequence);
        for (long turn : history.turns) {
            writeInstant(turn);
        }
        writeInstant(history.scheduled);
        writeInstant(history.orders.lastBefore);
        write(history.views.categories.size());
        for (String category : history.views.categories) {
            byte[] text = category.getBytes(StandardCharsets.UTF_8);
            write(text.length);
            buffer.put(text);
        }
        write(history.orders.purchases);
        write(history.orders.refunds);
        write(history.views.entries);
        write(history.carts);
        write(history.searches);
        return Arrays.copyOf(buffer.array(), buffer.position());
    }

    /** The history that {@link #encode} wrote; an empty one for null. */
    public CustomerHistory decode(byte[] bytes) {
        CustomerHistory history = new CustomerHistory();
        if (bytes == null) {
            return history;
        }
        ByteBuffer in = ByteBuffer.wrap(bytes);
        previous = 0;
        history.members = (int) ByteUtils.readVarlong(in);
        history.sequence = ByteUtils.readVarlong(in);
        for (int i = 0; i < history.turns.length; i++) {
            history.turns[i] = readInstant(in, TenSegments.NEVER);
        }
        history.scheduled = readInstant(in, TenSegments.NEVER);
        history.orders.lastBefore = readInstant(in, Long.MIN_VALUE);
        for (long left = ByteUtils.readVarlong(in); left > 0; left--) {
            int length = (int) ByteUtils.readVarlong(in);
            history.views.categories.add(new String(bytes, in.position(), length, StandardCharsets.UTF_8));
            in.position(in.position() + length);
        }
        read(in, history.orders.purchases);
        read(in, history.orders.refunds);
        read(in, history.views.entries);
        read(in, history.carts);
        read(in, history.searches);
        return history;
    }

    private void reserve(CustomerHistory history) {
        int numbers = 32
                + Orders.ORDER_WIDTH * history.orders.purchases.size()
                + Orders.REFUND_WIDTH * history.orders.refunds.size()
                + Views.WIDTH * history.views.entries.size()
                + CustomerHistory.PLAIN_WIDTH * (history.carts.size() + history.searches.size());
        int most = numbers * LONGEST_NUMBER;
        for (String category : history.views.categories) {
            most += LONGEST_NUMBER + 3 * category.length();
        }
        if (buffer.capacity() < most) {
            buffer = ByteBuffer.allocate(most + most / 2);
        }
        buffer.clear();
    }

    private void write(long number) {
        ByteUtils.writeVarlong(number, buffer);
    }

    /** None is 0; another is told by its difference from the one before, moved off 0. */
    private void writeInstant(long instant) {
        if (instant == TenSegments.NEVER || instant == Long.MIN_VALUE) {
            write(0);
        } else {
            long difference = instant - previous;
            write(difference >= 0 ? difference + 1 : difference);
            previous = instant;
        }
    }

    private long readInstant(ByteBuffer in, long none) {
        long difference = ByteUtils.readVarlong(in);
        if (difference == 0) {
            return none;
        }
        previous += difference > 0 ? difference - 1 : difference;
        return previous;
    }

    private void write(Entries entries) {
        write(entries.size());
        for (int row = 0; row < entries.size(); row++) {
            write(entries.time(row) - previous);
            previous = entries.time(row);
            buffer.putLong(entries.cell(row, Entries.HASH));
            for (int column = Entries.HASH + 1; column < entries.width(); column++) {
                writeCell(entries, row, column);
            }
        }
    }

    /** An order's hash as it is; what is left of an amount by what is gone, mostly nothing. */
    private void writeCell(Entries entries, int row, int column) {
        long cell = entries.cell(row, column);
        if (column == Orders.ORDER && entries.width() != Views.WIDTH) {
            buffer.putLong(cell);
        } else {
            write(column == Orders.LEFT ? entries.cell(row, Orders.AMOUNT) - cell : cell);
        }
    }

    private void read(ByteBuffer in, Entries entries) {
        int rows = (int) ByteUtils.readVarlong(in);
        entries.reserve(rows + 1);
        for (int i = 0; i < rows; i++) {
            int row = entries.append();
            previous += ByteUtils.readVarlong(in);
            entries.cell(row, Entries.TIME, previous);
            entries.cell(row, Entries.HASH, in.getLong());
            for (int column = Entries.HASH + 1; column < entries.width(); column++) {
                entries.cell(row, column, readCell(in, entries, row, column));
            }
        }
    }

    private static long readCell(ByteBuffer in, Entries entries, int row, int column) {
        if (column == Orders.ORDER && entries.width() != Views.WIDTH) {
            return in.getLong();
        }
        long number = ByteUtils.readVarlong(in);
        return column == Orders.LEFT ? entries.cell(row, Orders.AMOUNT) - number : number;
    }
}
