package dev.segue.fault;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a broker and passes on what it is asked, or answers with errors of its own. */
final class BrokerFront implements AutoCloseable {

    private final ServerSocket server;
    private final int behind;
    private final ExecutorService threads = Executors.newCachedThreadPool(task -> {
        Thread thread = new Thread(task, "broker-front");
        thread.setDaemon(true);
        return thread;
    });
    private final AtomicInteger troubles = new AtomicInteger();
    private volatile Trouble trouble = Trouble.NONE;
    private volatile Random random = new Random(0);

    /**
     * @param port where it listens, on this machine
     * @param behind where the broker listens for it
     */
    BrokerFront(int port, int behind) throws IOException {
        this.behind = behind;
        server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        threads.submit(this::accept);
    }

    /** From now on makes such trouble. */
    void make(Trouble other, long seed) {
        random = new Random(seed);
        trouble = other;
    }

    /** How many answers were not the broker's. */
    int troubles() {
        return troubles.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket client = server.accept();
                threads.submit(() -> connect(client));
            } catch (IOException e) {
                // it is closed
            }
        }
    }

    private void connect(Socket client) {
        try {
            Socket broker = new Socket(InetAddress.getLoopbackAddress(), behind);
            Passage passage = new Passage(client, broker, request -> {
                synchronized (this) {
                    return trouble.answer(request, random).map(answer -> {
                        troubles.incrementAndGet();
                        return answer;
                    });
                }
            });
            threads.submit(passage::passAnswers);
            passage.passRequests();
        } catch (IOException e) {
            // the broker is not there, as the client will notice
            close(client);
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // it is as good as closed
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException e) {
            // it ends with the process
        }
        threads.shutdownNow();
    }
}
