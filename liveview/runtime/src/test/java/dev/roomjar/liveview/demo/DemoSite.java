package dev.roomjar.liveview.demo;

import dev.roomjar.liveview.LiveRoutes;
import java.nio.charset.StandardCharsets;

/** The site. */
public final class DemoSite {
    /** Signs tokens in tests. */
    public static final byte[] SECRET = "a secret of thirty-two bytes ...".getBytes(StandardCharsets.US_ASCII);

    private DemoSite() {}

    /** The routes, to be changed by a test. */
    public static LiveRoutes.Builder routes(News news) {
        return LiveRoutes.site(SECRET)
                .live(LobbyLive.class, LobbyLive::new)
                .live(DeskLive.class, () -> new DeskLive(news))
                .live(RoomLive.class, RoomLive::new)
                .form("/name", form -> {
                    form.store("name", form.params().get("name"));
                    form.flash("info", "Hello " + form.params().get("name"));
                    return "/";
                })
                .layout((page, content) -> LayoutHtml.render(page.flash("info"), page.flash("error"), content))
                .rootLayout(RootHtml::render);
    }
}
