package dev.roomjar.liveview.vertx;

import dev.roomjar.liveview.page.PageRequest;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.util.stream.Collectors;

/** Vert.x requests as values. */
final class Requests {
    private Requests() {}

    static PageRequest page(HttpServerRequest request) {
        var cookies = request.cookies().stream()
                .collect(Collectors.toMap(Cookie::getName, Cookie::getValue, (first, _) -> first));
        String path = request.path();
        return new PageRequest(path == null ? "/" : path, request.query(), cookies, request.isSSL());
    }
}
