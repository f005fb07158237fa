package dev.segue.query.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.javalin.http.Context;
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
public final class Exchange {

    public static final int MOST_BYTES = 256 * 1024;

    private static final long MOST_LEFT_BYTES = 8L * MOST_BYTES;

    private final Context context;
    private final ObjectMapper json;

    public Exchange(Context context, ObjectMapper json) {
        this.context = context;
        this.json = json;
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

    public byte[] body() throws IOException {
        byte[] body = context.bodyInputStream().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) {
            throw new Refused(413, "The body is longer than " + MOST_BYTES + " bytes.");
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
