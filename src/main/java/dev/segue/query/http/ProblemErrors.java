package dev.segue.query.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.util.List;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.util.Callback;

/** What the server itself refuses, before any route sees it, is a problem like any other. */
final class ProblemErrors extends ErrorHandler {

    private final ObjectMapper json;

    ProblemErrors(ObjectMapper json) {
        this.json = json;
    }

    @Override
    protected boolean generateAcceptableResponse(
            Request request,
            Response response,
            Callback callback,
            String contentType,
            List<Charset> charsets,
            int code,
            String message,
            Throwable cause)
            throws JsonProcessingException {
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, Problem.MEDIA_TYPE);
        response.getHeaders().put(HttpHeader.CACHE_CONTROL, "no-store");
        response.getHeaders().put("X-Content-Type-Options", "nosniff");
        // it ends the connection after what it could not read, which a client must know before it asks again
        response.getHeaders().put(HttpHeader.CONNECTION, HttpHeaderValue.CLOSE);
        if (code == HttpStatus.SERVICE_UNAVAILABLE_503) {
            // it is about to stop: another instance answers, or this one soon
            response.getHeaders().put(HttpHeader.RETRY_AFTER, "1");
        }
        byte[] problem = json.writeValueAsBytes(Problem.of(code, "The request cannot be served: " + message + "."));
        response.write(true, ByteBuffer.wrap(problem), callback);
        return true;
    }
}
