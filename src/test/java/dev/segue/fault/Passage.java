package dev.segue.fault;

import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.apache.kafka.common.protocol.ApiKeys;
import org.apache.kafka.common.protocol.ByteBufferAccessor;
import org.apache.kafka.common.protocol.Errors;
import org.apache.kafka.common.requests.AbstractRequest;
import org.apache.kafka.common.requests.AbstractResponse;
import org.apache.kafka.common.requests.RequestHeader;
import org.apache.kafka.common.requests.RequestUtils;
import org.apache.kafka.common.requests.ResponseHeader;

/** One connection through a {@link BrokerFront}. Answers stay in the order of what was asked, as clients need them. */
final class Passage {

    private static final byte[] CUT = new byte[0];

    private final Socket client;
    private final Socket broker;
    private final Function<ApiKeys, Optional<Trouble.Answer>> trouble;
    /** What the client is answered instead of what the broker answers, by correlation. */
    private final Map<Integer, byte[]> instead = new ConcurrentHashMap<>();

    Passage(Socket client, Socket broker, Function<ApiKeys, Optional<Trouble.Answer>> trouble) {
        this.client = client;
        this.broker = broker;
        this.trouble = trouble;
    }

    /** Until either side ends. */
    void passRequests() {
        try (Closeable one = client;
                Closeable other = broker) {
            DataInputStream in = new DataInputStream(client.getInputStream());
            DataOutputStream out = new DataOutputStream(broker.getOutputStream());
            while (true) {
                send(out, request(frame(in)));
            }
        } catch (IOException e) {
            // one of them has ended
        }
    }

    /** Until either side ends. */
    void passAnswers() {
        try (Closeable one = client;
                Closeable other = broker) {
            DataInputStream in = new DataInputStream(broker.getInputStream());
            DataOutputStream out = new DataOutputStream(client.getOutputStream());
            while (true) {
                byte[] answer = frame(in);
                byte[] replaced = instead.remove(ByteBuffer.wrap(answer).getInt());
                if (replaced == CUT) {
                    return;
                }
                send(out, replaced == null ? answer : replaced);
            }
        } catch (IOException e) {
            // one of them has ended
        }
    }

    /** What the broker is asked. */
    private byte[] request(byte[] asked) {
        ApiKeys key = ApiKeys.forId(ByteBuffer.wrap(asked).getShort());
        Optional<Trouble.Answer> answer = trouble.apply(key);
        if (answer.isEmpty()) {
            return asked;
        }
        ByteBuffer buffer = ByteBuffer.wrap(asked);
        RequestHeader header = RequestHeader.parse(buffer);
        Errors error = answer.get().error();
        instead.put(header.correlationId(), error == null ? CUT : error(header, buffer, error));
        return answer.get().done() ? asked : harmless(header.correlationId());
    }

    private static byte[] error(RequestHeader header, ByteBuffer body, Errors error) {
        AbstractRequest request = AbstractRequest.parseRequest(
                        header.apiKey(), header.apiVersion(), new ByteBufferAccessor(body))
                .request;
        AbstractResponse response = request.getErrorResponse(error.exception());
        ResponseHeader answered = header.toResponseHeader();
        return bytes(RequestUtils.serialize(
                answered.data(), answered.headerVersion(), response.data(), header.apiVersion()));
    }

    /** Asks for the broker's versions, so that an answer comes at this place in the order. */
    private static byte[] harmless(int correlation) {
        return ByteBuffer.allocate(10)
                .putShort(ApiKeys.API_VERSIONS.id)
                .putShort((short) 0)
                .putInt(correlation)
                .putShort((short) -1)
                .array();
    }

    private static byte[] frame(DataInputStream in) throws IOException {
        return in.readNBytes(in.readInt());
    }

    private static void send(DataOutputStream out, byte[] frame) throws IOException {
        byte[] bytes = ByteBuffer.allocate(4 + frame.length)
                .putInt(frame.length)
                .put(frame)
                .array();
        out.write(bytes);
        out.flush();
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] bytes = new byte[buffer.remaining()];
        buffer.get(bytes);
        return bytes;
    }
}
