package dev.segue.bench.queries;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/**
 * Looks memberships up at a steady rate, whether earlier answers have come or not: each latency counts from when the request was due.
 */
final class LookUps {

    private static final long LONGEST_MICROS = TimeUnit.SECONDS.toMicros(60);

    private final int port;
    private final List<String> customers;
    private final int rate;
    private final Histogram micros = new ConcurrentHistogram(LONGEST_MICROS, 3);
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong failed = new AtomicLong();

    /** @param rate requests a second */
    LookUps(int port, List<String> customers, int rate) {
        this.port = port;
        this.customers = customers;
        this.rate = rate;
    }

    /**
     * What was measured.
     *
     * @param failed answers with another status than 200
     */
    record Result(double requestsASecond, Histogram micros, long failed) {

        double millisAt(double percentile) {
            return micros.getValueAtPercentile(percentile) / 1_000.0;
        }
    }

    Result run(int connections, int seconds) throws InterruptedException {
        long begin = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(100);
        long count = (long) rate * seconds;
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            Random random = new Random(i);
            Thread thread = new Thread(() -> askAll(random, begin, count));
            thread.start();
            threads.add(thread);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        double took = (System.nanoTime() - begin) / 1e9;
        return new Result(micros.getTotalCount() / took, micros, failed.get());
    }

    private void askAll(Random random, long begin, long count) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            socket.setTcpNoDelay(true);
            InputStream in = new BufferedInputStream(socket.getInputStream(), 1 << 16);
            for (long i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
                long due = begin + i * TimeUnit.SECONDS.toNanos(1) / rate;
                for (long now = System.nanoTime(); now < due; now = System.nanoTime()) {
                    LockSupport.parkNanos(due - now);
                }
                String customer = customers.get(random.nextInt(customers.size()));
                socket.getOutputStream()
                        .write(("GET /v1/customers/" + customer + "/memberships HTTP/1.1\r\nHost: localhost\r\n\r\n")
                                .getBytes(US_ASCII));
                if (status(in) != 200) {
                    failed.incrementAndGet();
                }
                micros.recordValue(Math.min(LONGEST_MICROS, (System.nanoTime() - due) / 1_000));
            }
        } catch (IOException e) {
            failed.incrementAndGet();
        }
    }

    /** Reads an answer to its end. */
    private static int status(InputStream in) throws IOException {
        int status = Integer.parseInt(line(in).split(" ")[1]);
        int length = 0;
        for (String header = line(in); !header.isEmpty(); header = line(in)) {
            if (header.regionMatches(true, 0, "Content-Length:", 0, 15)) {
                length = Integer.parseInt(header.substring(15).trim());
            }
        }
        in.skipNBytes(length);
        return status;
    }

    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder(64);
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("the connection was closed");
            }
            if (c != '\r') {
                line.append((char) c);
            }
        }
        return line.toString();
    }
}
