package dev.roomjar.liveview.vertx;

import dev.roomjar.liveview.page.PageAnswer;
import dev.roomjar.liveview.page.Pages;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers GET and HEAD of pages and POST of plain forms; all else goes on to the next route. */
final class PageHandler {
    private static final Logger LOG = LoggerFactory.getLogger(PageHandler.class);
    private static final int FORM_BYTES = 64 * 1024;

    private final Pages pages;

    PageHandler(Pages pages) {
        this.pages = pages;
    }

    void handle(RoutingContext context) {
        var request = context.request();
        var page = Requests.page(request);
        var method = request.method();
        boolean get = method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
        if (get && pages.hasPage(page.path())) {
            answer(context, () -> pages.get(page));
        } else if (method.equals(HttpMethod.POST) && pages.takesForms(page.path())) {
            body(request).onComplete(body -> answer(context, () -> pages.post(page, body)), tooLarge -> {
                if (request.version() != HttpVersion.HTTP_2) {
                    // The rest of the body is not worth reading.
                    request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
                }
                send(context, pages.error(413));
            });
        } else {
            context.next();
        }
    }

    /** Views may block, so they answer on a virtual thread. */
    private static void answer(RoutingContext context, Callable<@Nullable PageAnswer> work) {
        var loop = context.vertx().getOrCreateContext();
        Thread.startVirtualThread(() -> {
            PageAnswer answer;
            try {
                answer = work.call();
            } catch (Exception e) {
                LOG.error("no answer for {}", context.request().path(), e);
                loop.runOnContext(_ -> context.fail(500, e));
                return;
            }
            loop.runOnContext(_ -> {
                if (answer == null) {
                    context.next();
                } else {
                    send(context, answer);
                }
            });
        });
    }

    private static void send(RoutingContext context, PageAnswer answer) {
        var response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        response.setStatusCode(answer.status()).putHeader(HttpHeaders.CACHE_CONTROL, "private, no-cache");
        answer.setCookies().forEach(cookie -> response.headers().add(HttpHeaders.SET_COOKIE, cookie));
        if (answer.location() != null) {
            response.putHeader(HttpHeaders.LOCATION, answer.location());
        } else {
            response.putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8");
        }
        response.end(answer.html());
    }

    private static Future<String> body(HttpServerRequest request) {
        var body = Buffer.buffer();
        var whole = Promise.<String>promise();
        request.handler(chunk -> {
            if (body.length() + chunk.length() > FORM_BYTES) {
                whole.tryFail("too large");
            } else {
                body.appendBuffer(chunk);
            }
        });
        request.endHandler(_ -> whole.tryComplete(body.toString(StandardCharsets.UTF_8)));
        request.exceptionHandler(whole::tryFail);
        return whole.future();
    }
}
