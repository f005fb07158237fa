package dev.segue.bench.limit;

import java.io.IOException;

/** Forwards one record in fifty: about as many as there are changes. */
public final class ForwardSome {

    private ForwardSome() {}

    public static void main(String[] args) throws IOException {
        PassThrough.run(args, 50);
    }
}
