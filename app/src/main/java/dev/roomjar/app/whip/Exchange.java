package dev.roomjar.app.whip;

import dev.roomjar.app.rooms.InvalidName;
import dev.roomjar.app.rooms.Name;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One request with its answer, in the words of HTTP.
 *
 * @param home where the request is handled and must be answered
 */
record Exchange(RoutingContext context, Context home) {
    static final String SDP = "application/sdp";
    static final String FRAGMENT = "application/trickle-ice-sdpfrag";
    private static final String BEARER = "bearer ";

    /** To be made where the request is handled. */
    static Exchange of(RoutingContext context) {
        return new Exchange(context, context.vertx().getOrCreateContext());
    }

    /** What every answer says: pages of any origin may read it, since the token is theirs to send and no cookie counts. */
    void allowAnyOrigin() {
        response()
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, "*")
                .putHeader(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, "Location, ETag, Link, Retry-After, Allow")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    }

    /** Answers the question what may be asked here (Fetch standard; RFC 9725 §4.2). */
    void answerOptions(String methods, String accepts, String contentType) {
        response()
                .setStatusCode(204)
                .putHeader(HttpHeaders.ALLOW, methods)
                .putHeader(accepts, contentType)
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, methods)
                .putHeader(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, "Authorization, Content-Type, If-Match")
                .putHeader(HttpHeaders.ACCESS_CONTROL_MAX_AGE, "86400")
                .end();
    }

    void refuse(Refused refused) {
        HttpServerResponse response = response();
        if (response.ended()) {
            return;
        }
        if (refused.retrySeconds() > 0) {
            response.putHeader(HttpHeaders.RETRY_AFTER, Integer.toString(refused.retrySeconds()));
        }
        if (refused.status() == 401) {
            response.putHeader("WWW-Authenticate", "Bearer realm=\"roomjar\"");
        }
        response.setStatusCode(refused.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; charset=utf-8")
                .end(refused.getMessage() + "\n");
    }

    /** The host that the client reached this server by, without a port; null where it named none. */
    @Nullable
    String host() {
        HostAndPort authority = context.request().authority();
        return authority == null ? null : authority.host();
    }

    /** @throws Refused where there is none */
    String token() {
        String header = Objects.requireNonNullElse(context.request().getHeader(HttpHeaders.AUTHORIZATION), "");
        if (!header.toLowerCase(Locale.ROOT).startsWith(BEARER)) {
            throw new Refused(401, "Send a bearer token; ./roomjar token --help tells how to make one.");
        }
        return header.substring(BEARER.length()).strip();
    }

    /** @throws Refused where the path has no such name */
    Name name(String parameter) {
        return name(parameter, parameter(parameter));
    }

    /** The names in a query parameter, with commas or given several times; none where it is missing. */
    List<Name> names(String parameter) {
        List<Name> names = new ArrayList<>();
        for (String value : context.queryParam(parameter)) {
            for (String part : value.split(",", -1)) {
                Name name = name(parameter, part);
                if (!names.contains(name)) {
                    names.add(name);
                }
            }
        }
        return names;
    }

    private static Name name(String parameter, String text) {
        try {
            return Name.of(text);
        } catch (InvalidName invalid) {
            throw new Refused(400, "The " + parameter + " in the address cannot be used. " + invalid.advice());
        }
    }

    /** @throws Refused where the body is said to be something else */
    void requireType(String wanted) {
        String type = Objects.requireNonNullElse(context.request().getHeader(HttpHeaders.CONTENT_TYPE), "");
        if (!type.split(";", 2)[0].strip().equalsIgnoreCase(wanted)) {
            throw new Refused(415, "The body must be " + wanted + ", and its Content-Type must say so.");
        }
    }

    /** Reads the body and hands it on; one that is too long is refused and not kept. */
    void readBody(int maxBytes, Consumer<String> handler) {
        Buffer body = Buffer.buffer();
        context.request().handler(chunk -> {
            if (body.length() + chunk.length() <= maxBytes) {
                body.appendBuffer(chunk);
            } else if (!response().ended()) {
                refuse(new Refused(413, "The body is larger than the " + maxBytes / 1024 + " KiB allowed."));
            }
        });
        context.request().endHandler(end -> {
            if (!response().ended()) {
                handler.accept(body.toString(StandardCharsets.UTF_8));
            }
        });
    }

    HttpMethod method() {
        return context.request().method();
    }

    String path() {
        return Objects.requireNonNullElse(context.request().path(), "");
    }

    String parameter(String name) {
        return Objects.requireNonNullElse(context.pathParam(name), "");
    }

    Optional<String> header(CharSequence name) {
        return Optional.ofNullable(context.request().getHeader(name));
    }

    String address() {
        return context.request().remoteAddress() == null
                ? ""
                : Objects.requireNonNullElse(context.request().remoteAddress().hostAddress(), "");
    }

    HttpServerResponse response() {
        return context.response();
    }

    /**
     * Answers on the request's own thread.
     *
     * @param gone called instead where nobody waits for an answer any more
     */
    void later(Runnable answer, Runnable gone) {
        home.runOnContext(now -> (response().closed() ? gone : answer).run());
    }
}
