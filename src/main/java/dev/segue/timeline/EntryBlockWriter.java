package dev.segue.timeline;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Writes one {@link EntryBlock}. */
final class EntryBlockWriter {

    private static final int SMALL = 64;

    private final TextTable texts = new TextTable();
    private final ByteWriter textTable = new ByteWriter(SMALL);
    private final List<EntryKind> kinds = new ArrayList<>(4);
    private final ByteWriter kindTable = new ByteWriter(SMALL);
    private final ByteWriter body = new ByteWriter(2 * SMALL);
    private int[] textPlaces = new int[8];
    private int[] places = new int[8];
    private int count;
    private long first;
    private long before;
    private int textsBegin;
    private int bodyBegins;

    void add(Entries.Typed typed) {
        Entry entry = typed.entry();
        if (count == 0) {
            first = entry.at();
            before = first;
        }
        body.writeVarint(kind(typed)).writeZigzag(entry.at() - before);
        before = entry.at();
        if (entry.eventHash() != 0) {
            body.writeLong(entry.eventHash());
        }
        if (count == places.length) {
            places = Arrays.copyOf(places, 2 * count);
        }
        places[count++] = body.size();
        int values = entry.shape().names().length;
        for (int i = 0; i < values; i++) {
            write(entry.value(i));
        }
    }

    byte[] toBytes() {
        ByteWriter out = new ByteWriter(textTable.size() + kindTable.size() + body.size() + SMALL);
        out.writeZigzag(first).writeVarint(texts.size());
        textsBegin = out.size();
        out.append(textTable).writeVarint(kinds.size()).append(kindTable).writeVarint(count);
        bodyBegins = out.size();
        return out.append(body).toBytes();
    }

    /** Where in the bytes the texts of the table begin. */
    int[] textPlaces() {
        int[] all = Arrays.copyOf(textPlaces, texts.size());
        for (int i = 0; i < all.length; i++) {
            all[i] += textsBegin;
        }
        return all;
    }

    /** Where in the bytes the values of the index-th entry begin. */
    int place(int index) {
        return bodyBegins + places[index];
    }

    private void write(Object value) {
        if (value instanceof String text) {
            body.writeVarint(text(text));
        } else if (value instanceof Long number) {
            body.writeZigzag(number);
        } else if (value instanceof Double number) {
            EntryBlock.writeDouble(number, body);
        } else {
            body.writeZigzag(((Amount) value).tenThousandths());
        }
    }

    private int kind(Entries.Typed typed) {
        for (int i = 0; i < kinds.size(); i++) {
            if (kinds.get(i).isOf(typed)) {
                return i;
            }
        }
        EntryKind kind = EntryKind.of(typed);
        kinds.add(kind);
        kind.write(this, kindTable);
        return kinds.size() - 1;
    }

    /** The index that stands for a type. */
    int type(String type) {
        for (int i = 0; i < EntryBlock.WELL_KNOWN.length && EntryBlock.WELL_KNOWN[i] != null; i++) {
            if (EntryBlock.WELL_KNOWN[i].equals(type)) {
                return i;
            }
        }
        return text(type);
    }

    /** The index that stands for a string. */
    int text(String text) {
        int known = texts.size();
        int index = texts.indexOf(text);
        if (index == known) {
            if (index == textPlaces.length) {
                textPlaces = Arrays.copyOf(textPlaces, 2 * index);
            }
            textPlaces[index] = textTable.size();
            textTable.writeString(text);
        }
        return EntryBlock.WELL_KNOWN.length + index;
    }
}
