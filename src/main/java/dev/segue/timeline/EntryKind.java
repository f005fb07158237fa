package dev.segue.timeline;

/**
 * What entries of one kind have in common.
 *
 * @param hashed whether they bear the hash of their event's id
 */
record EntryKind(String type, boolean hashed, Shape shape) {

    private static final int HASHED = 1;
    private static final int EXTRAS = 2;
    private static final int FLAG_BITS = 2;

    static EntryKind of(Entries.Typed typed) {
        return new EntryKind(
                typed.type(), typed.entry().eventHash() != 0, typed.entry().shape());
    }

    boolean isOf(Entries.Typed typed) {
        return shape.equals(typed.entry().shape())
                && hashed == (typed.entry().eventHash() != 0)
                && type.equals(typed.type());
    }

    static EntryKind read(ByteReader in, EntryBlock block) {
        String type = Names.shared(block.readText(in));
        long header = in.readVarint();
        int mask = (int) (header >>> FLAG_BITS);
        if (header >>> FLAG_BITS >= 1L << Shape.STANDARDS) {
            throw new CorruptState("an entry has standard properties that this version does not know");
        }
        boolean hashed = (header & HASHED) != 0;
        if ((header & EXTRAS) == 0) {
            return new EntryKind(type, hashed, Shape.plain(mask));
        }
        String[] names = new String[in.readCount()];
        byte[] kinds = new byte[names.length];
        for (int i = 0; i < names.length; i++) {
            names[i] = Names.shared(block.readText(in));
            kinds[i] = (byte) in.readByte();
        }
        return new EntryKind(type, hashed, Shape.of(mask, names, kinds));
    }

    void write(EntryBlockWriter block, ByteWriter out) {
        int extras = shape.names().length - shape.standards();
        out.writeVarint(block.type(type))
                .writeVarint((long) shape.mask() << FLAG_BITS | (hashed ? HASHED : 0) | (extras > 0 ? EXTRAS : 0));
        if (extras > 0) {
            out.writeVarint(extras);
            for (int i = shape.standards(); i < shape.names().length; i++) {
                out.writeVarint(block.text(shape.names()[i])).writeByte(shape.kinds()[i]);
            }
        }
    }
}
