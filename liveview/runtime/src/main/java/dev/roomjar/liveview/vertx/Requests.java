package dev.roomjar.liveview.vertx;

import dev.roomjar.liveview.page.PageRequest;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.stream.Collectors;

/** Vert.x requests as values. */
final class Requests {
    private Requests() {}

    static PageRequest page(HttpServerRequest request) {
        var cookies = request.cookies().stream()
                .collect(Collectors.toMap(Cookie::getName, Cookie::getValue, (first, _) -> first));
        String path = request.path();
        String languages = request.getHeader(HttpHeaders.ACCEPT_LANGUAGE);
        return new PageRequest(
                path == null ? "/" : path,
                request.query(),
                cookies,
                languages == null ? "" : languages,
                request.isSSL(),
                request.remoteAddress() == null
                        ? ""
                        : String.valueOf(request.remoteAddress().hostAddress()));
    }
}
