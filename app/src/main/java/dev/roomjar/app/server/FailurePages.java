package dev.roomjar.app.server;

import dev.roomjar.app.page.Assets;
import dev.roomjar.app.page.ErrorHtml;
import dev.roomjar.app.words.Words;
import dev.roomjar.liveview.render.Rendered;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Locale.LanguageRange;
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
                .end(page(words(context), status).html());
    }

    private static Words words(RoutingContext context) {
        String asked = context.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE);
        return Words.of(null, asked == null ? List.of() : ranges(asked));
    }

    private static List<LanguageRange> ranges(String asked) {
        try {
            return LanguageRange.parse(asked);
        } catch (IllegalArgumentException malformed) {
            return List.of();
        }
    }

    /** In English: nobody has asked. */
    Rendered page(int status) {
        return page(Words.english(), status);
    }

    private Rendered page(Words t, int status) {
        return switch (status) {
            case 403 -> page(t, "common.failure.forbidden", "common.failure.request.advice");
            case 404 -> page(t, "common.failure.missing", "common.failure.missing.advice");
            default ->
                status < 500
                        ? page(t, "common.failure.request", "common.failure.request.advice")
                        : page(t, "common.failure.ours", "common.failure.ours.advice");
        };
    }

    private Rendered page(Words t, String heading, String advice) {
        return ErrorHtml.render(assets, t, t.say(heading), t.say(advice));
    }
}
