package dev.roomjar.liveview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.roomjar.liveview.demo.DemoSite;
import dev.roomjar.liveview.demo.LobbyLive;
import dev.roomjar.liveview.demo.News;
import dev.roomjar.liveview.page.PageAnswer;
import dev.roomjar.liveview.page.PageRequest;
import dev.roomjar.liveview.page.Pages;
import java.util.Map;
import java.util.Objects;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the address of a page brings, and pages that hold the session themselves. */
class VisitTest {
    private static final ActorSystem<Void> SYSTEM = ActorSystem.create(Behaviors.empty(), "visit-test");

    private final LiveRoutes routes = DemoSite.routes(new News())
            .live("/framed/{place}", LobbyLive.class, LobbyLive::new)
            .withoutCookie("/framed/{place}")
            .onVisit("/framed/{place}", visit -> {
                visit.params().find("as").ifPresent(name -> visit.store("name", name));
                return null;
            })
            .onVisit("/", VisitTest::signIn)
            .build();
    private final LiveViewTest visitor = LiveViewTest.of(routes, SYSTEM);

    private static @Nullable String signIn(VisitRequest visit) {
        if (visit.params().find("as").isEmpty()) {
            return null;
        }
        visit.store("name", visit.params().get("as"));
        visit.flash("info", "Welcome");
        return "/";
    }

    @AfterAll
    static void terminate() {
        SYSTEM.terminate();
    }

    @AfterEach
    void close() {
        visitor.close();
    }

    @Test
    void anAddressMayChangeTheSessionAndLeadElsewhere() {
        LivePage page = visitor.open("/?as=Ana");

        assertThat(page.uri()).isEqualTo("/");
        assertThat(page.html()).contains("Ana", "Welcome");
        assertThat(visitor.open("/").html()).contains("Ana").doesNotContain("Welcome");
    }

    @Test
    void aPageWithoutCookieHoldsItsOwnSession() {
        LivePage framed = visitor.open("/framed/here?as=Ben");

        assertThat(framed.html()).contains("Ben");
        assertThat(visitor.open("/framed/here").html()).doesNotContain("Ben");
        assertThat(visitor.open("/").html()).doesNotContain("Ben");
    }

    @Test
    void aPageWithoutCookieNeitherSetsNorReadsOne() {
        Pages pages = new Pages(routes.site());
        PageAnswer signedIn = get(pages, "/", "as=Ana", Map.of());
        String[] cookie =
                signedIn.setCookies().getFirst().replaceFirst(";.*", "").split("=", 2);
        Map<String, String> cookies = Map.of(cookie[0], cookie[1]);

        PageAnswer framed = get(pages, "/framed/here", "", cookies);

        assertThat(get(pages, "/", "", cookies).html()).contains("Ana");
        assertThat(framed.setCookies()).isEmpty();
        assertThat(framed.html()).doesNotContain("Ana");
    }

    @Test
    void whatOnePageHoldsIsForNoOther() {
        WireClient client = new WireClient(routes, SYSTEM);
        LoadedPage framed = client.load("/framed/here?as=Ben");

        assertThat(join(client, framed, framed.join("http://h/framed/here"))).contains("\"ok\"", "Ben");
        assertThat(join(client, framed, framed.join("http://h/"))).contains("unauthorized");
        ObjectNode navigated = framed.join("").put("redirect", "http://h/");
        navigated.remove("url");
        assertThat(join(client, framed, navigated)).contains("unauthorized");
        LoadedPage desk = client.load("/desk");
        ObjectNode intoFrame = desk.join("").put("redirect", "http://h/framed/here");
        intoFrame.remove("url");
        assertThat(join(client, desk, intoFrame)).contains("unauthorized");
    }

    private static String join(WireClient client, LoadedPage page, ObjectNode payload) {
        client.send("1", "1", page.topic(), "phx_join", payload);
        String frame = client.next();
        while (!frame.contains("phx_reply")) {
            frame = client.next();
        }
        return frame;
    }

    @Test
    void anAddressWithoutAViewIsAMistake() {
        var wrong = DemoSite.routes(new News()).withoutCookie("/nowhere");
        assertThatThrownBy(wrong::build).hasMessageContaining("no view is at [/nowhere]");
    }

    private static PageAnswer get(Pages pages, String path, String query, Map<String, String> cookies) {
        return Objects.requireNonNull(pages.get(new PageRequest(path, query, cookies, "", false)));
    }
}
