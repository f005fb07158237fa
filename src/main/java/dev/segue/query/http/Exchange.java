package dev.segue.query.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.segue.query.access.Access;
import dev.segue.query.access.Caller;
import dev.segue.query.access.Denied;
import dev.segue.query.access.Guard;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;

/** A request and its answer, with what is wrong about the one told by the other. */
public final class Exchange implements Guard.Call<IOException> {

    public static final int MOST_BYTES = 256 * 1024;

    private static final long MOST_LEFT_BYTES = 8L * MOST_BYTES;

    private final Context context;
    private final ObjectMapper json;
    private final Access access;
    private Caller caller;
    private byte[] body;

    Exchange(Context context, ObjectMapper json, Access access) {
        this.context = context;
        this.json = json;
        this.access = access;
    }

    @Override
    public String authorization() {
        return context.header("Authorization");
    }

    @Override
    public String path() {
        return context.path();
    }

    @Override
    public String host() {
        return header("Host");
    }

    @Override
    public String site() {
        return header("Sec-Fetch-Site");
    }

    private String header(String name) {
        String value = context.header(name);
        return value == null ? "" : value;
    }

    @Override
    public boolean changesSomething() {
        return context.method() != HandlerType.GET;
    }

    @Override
    public Caller caller() throws Denied {
        if (caller == null) {
            caller = access.caller(authorization());
        }
        return caller;
    }

    /** Who calls, where that was asked and found out. */
    Caller callerIfKnown() {
        return caller == null ? Caller.NOBODY : caller;
    }

    public Context context() {
        return context;
    }

    public String path(String name) {
        String value = context.pathParam(name);
        if (value.isBlank()) {
            throw new Refused(400, "The " + name + "'s id is blank.");
        }
        return value;
    }

    /** A query parameter, or null. */
    public String text(String name) {
        return context.queryParam(name);
    }

    /** A whole number from 1 on. */
    public int number(String name, int standard, int most) {
        String text = text(name);
        if (text == null) {
            return standard;
        }
        try {
            int number = Integer.parseInt(text);
            if (number >= 1 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new Refused(400, "\"" + name + "\" must be a whole number from 1 to " + most + ", not \"" + text + "\".");
    }

    /** A number that may not be left out. */
    public long number(String name) {
        String text = text(name);
        try {
            long number = Long.parseLong(String.valueOf(text));
            if (number >= 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // told below
        }
        throw new Refused(400, "\"" + name + "\" must be a whole number from 0 on.");
    }

    /** An instant, in epoch milliseconds or ISO-8601. */
    public Optional<Long> instant(String name) {
        String text = text(name);
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(Long.parseLong(text));
        } catch (NumberFormatException e) {
            // then as text
        }
        try {
            // an unescaped plus sign arrives as a space
            return Optional.of(DateTimeFormatter.ISO_OFFSET_DATE_TIME
                    .parse(text.replace(' ', '+'), Instant::from)
                    .toEpochMilli());
        } catch (DateTimeException | ArithmeticException e) {
            throw new Refused(
                    400,
                    "\"" + name + "\" must be epoch milliseconds, or ISO-8601 as in 2026-05-01T12:00:00Z, not \"" + text
                            + "\".");
        }
    }

    @Override
    public byte[] body() throws IOException {
        if (body == null) {
            byte[] read = context.bodyInputStream().readNBytes(MOST_BYTES + 1);
            if (read.length > MOST_BYTES) {
                throw new Refused(413, "The body is longer than " + MOST_BYTES + " bytes.");
            }
            body = read;
        }
        return body;
    }

    public String bodyText() throws IOException {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body()))
                    .toString();
        } catch (CharacterCodingException e) {
            throw new Refused(422, "The body is not UTF-8 text.");
        }
    }

    public <T> T bodyAs(Class<T> type) throws IOException {
        try {
            return json.readValue(body(), type);
        } catch (JsonProcessingException e) {
            throw new Refused(400, "The body is not what is asked for: " + e.getOriginalMessage());
        }
    }

    public void answer(Object answer) throws JsonProcessingException {
        answerJson(json.writeValueAsBytes(answer));
    }

    /** Answers with what is JSON already. */
    public void answerJson(byte[] answer) {
        context.contentType(Route.JSON).result(answer);
    }

    public void answer(int status, Object answer) throws JsonProcessingException {
        context.status(status);
        answer(answer);
    }

    public void problem(Problem problem, Map<String, String> headers) {
        takeTheRest();
        headers.forEach(context::header);
        try {
            context.status(problem.status()).contentType(Problem.MEDIA_TYPE).result(json.writeValueAsBytes(problem));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A connection that ends with bytes unread is reset, and the answer may be lost with it. */
    private void takeTheRest() {
        if (context.header("Expect") != null) {
            return;
        }
        try {
            context.bodyInputStream().skip(MOST_LEFT_BYTES);
        } catch (IOException e) {
            // then nobody is there to read the answer
        }
    }
}
