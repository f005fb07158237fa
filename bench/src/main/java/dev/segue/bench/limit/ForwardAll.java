package dev.segue.bench.limit;

import java.io.IOException;

/** Forwards every record. */
public final class ForwardAll {

    private ForwardAll() {}

    public static void main(String[] args) throws IOException {
        PassThrough.run(args, 1);
    }
}
