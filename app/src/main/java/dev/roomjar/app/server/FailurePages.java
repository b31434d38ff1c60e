package dev.roomjar.app.server;

import dev.roomjar.app.page.Assets;
import dev.roomjar.app.page.ErrorHtml;
import dev.roomjar.liveview.render.Rendered;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The page for a request that came to nothing, in words that say what to do; our own faults are logged. */
record FailurePages(Assets assets) implements Handler<RoutingContext> {

    private static final Logger LOG = LoggerFactory.getLogger(FailurePages.class);

    @Override
    public void handle(RoutingContext context) {
        int status = context.statusCode() < 400 ? 500 : context.statusCode();
        if (context.failure() != null) {
            LOG.error("{} {} failed", context.request().method(), context.normalizedPath(), context.failure());
        }
        if (context.response().headWritten()) {
            context.request().connection().close();
            return;
        }
        context.response()
                .setStatusCode(status)
                .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
                .end(page(status).html());
    }

    Rendered page(int status) {
        return switch (status) {
            case 403 -> page("That did not come from our page", "Go back, reload the page and try again.");
            case 404 -> page("There is nothing here", "The address may be mistyped, or the page is gone.");
            default ->
                status < 500
                        ? page("We did not understand that", "Go back, reload the page and try again.")
                        : page("Something went wrong on our side", "Reload the page in a moment.");
        };
    }

    private Rendered page(String heading, String advice) {
        return ErrorHtml.render(assets, heading, advice);
    }
}
