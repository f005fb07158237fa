package dev.segue.timeline;

import java.math.BigDecimal;
import java.math.BigInteger;

/** The binary form of exact decimals. */
final class Decimals {

    private static final int GREATEST_SCALE = 4096;

    private Decimals() {}

    static void write(BigDecimal value, ByteWriter out) {
        BigDecimal plain = value.signum() == 0 ? BigDecimal.ZERO : value.stripTrailingZeros();
        out.writeZigzag(plain.scale()).writeBytes(plain.unscaledValue().toByteArray());
    }

    static BigDecimal read(ByteReader in) {
        long scale = in.readZigzag();
        byte[] unscaled = in.readBytes();
        if (unscaled.length == 0 || Math.abs(scale) > GREATEST_SCALE) {
            throw new CorruptState("a decimal has no digits or an absurd scale");
        }
        return new BigDecimal(new BigInteger(unscaled), (int) scale);
    }
}
