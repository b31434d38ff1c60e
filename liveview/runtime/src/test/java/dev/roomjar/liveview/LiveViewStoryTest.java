package dev.roomjar.liveview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomjar.liveview.demo.DemoSite;
import dev.roomjar.liveview.demo.News;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LiveViewStoryTest {
    private static final ActorSystem<Void> SYSTEM = ActorSystem.create(Behaviors.empty(), "story-test");

    private final News news = new News();
    private final LiveViewTest visitor = LiveViewTest.of(DemoSite.routes(news).build(), SYSTEM);

    @AfterAll
    static void terminate() {
        SYSTEM.terminate();
    }

    @AfterEach
    void close() {
        visitor.close();
    }

    @Test
    void aPageIsRenderedWithoutASocketAndThenLives() {
        assertThat(visitor.openDisconnected("/desk").text(".count")).isEqualTo("0");
        LivePage desk = visitor.open("/desk");
        desk.click("#add");
        assertThat(desk.text(".count")).isEqualTo("2");
        assertThat(desk.title()).isEqualTo("Desk 2");
    }

    @Test
    void aFormReachesTheViewAsRecordAndEnum() {
        LivePage desk = visitor.open("/desk");
        desk.submit("#order", Map.of("customer[name]", "Ann & <Bob>", "size", "LARGE"));
        assertThat(desk.text(".seen")).isEqualTo("Ann & <Bob> (7) orders LARGE");
        assertThat(desk.text(".info")).isEqualTo("Ordered");
        desk.submit("#order", Map.of("customer[name]", "Ann", "customer[express]", "on"));
        assertThat(desk.text(".seen")).isEqualTo("Ann (7) orders SMALL at once");
    }

    @Test
    void aChangedFieldIsNamed() {
        LivePage desk = visitor.open("/desk");
        desk.change("#order", "customer[name]", "Eve");
        assertThat(desk.text(".seen")).isEqualTo("changed [customer, name] to Eve");
    }

    @Test
    void aHookGetsTheMethodsResultAsReply() {
        Params reply = visitor.open("/desk").hook("#hook", "sum_up", Map.of("numbers", List.of(1, 2, 3)));
        assertThat(reply.get("sum")).isEqualTo("6");
        assertThat(reply.get("connection")).isEqualTo("live");
    }

    @Test
    void whatIsToldFromOtherThreadsShowsOnThePage() {
        LivePage desk = visitor.open("/desk");
        news.publish("first");
        desk.await(page -> page.texts("li").equals(List.of("first")));
        desk.hook("#hook", "tellLater", Map.of("line", "second"));
        desk.await(page -> page.texts("li").equals(List.of("first", "second")));
    }

    @Test
    void anActorsMessageShowsOnThePage() {
        LivePage desk = visitor.open("/desk");
        news.lastDesk().items().tell(new News.Item("from an actor"));
        desk.await(page -> page.texts("li").contains("item from an actor"));
    }

    @Test
    void aClosedTabRunsTheViewsHooks() {
        LivePage desk = visitor.open("/desk");
        assertThat(news.subscribers()).isEqualTo(1);
        desk.close();
        Eventually.assertThat(() -> news.subscribers() == 0);
    }

    @Test
    void aNavigationKeepsTheSocketAndBringsTheFlash() {
        LivePage page = visitor.open("/desk");
        page.click("#go");
        assertThat(page.uri()).isEqualTo("/");
        assertThat(page.text("h1")).isEqualTo("Lobby");
        assertThat(page.text(".info")).isEqualTo("Gone to the lobby");
        assertThat(page.awaitEvent("going").get("to")).isEqualTo("/");
        page.click(".desk");
        assertThat(page.text(".tab")).isEqualTo("mail");
        assertThat(page.has(".info")).isFalse();
    }

    @Test
    void aRedirectLoadsThePageAndBringsTheFlash() {
        LivePage page = visitor.open("/desk");
        page.click("#leave");
        assertThat(page.uri()).isEqualTo("/");
        assertThat(page.text(".info")).isEqualTo("Left the desk");
        assertThat(visitor.open("/").has(".info")).isFalse();
    }

    @Test
    void aRedirectOnMountIsFollowedBeforeThePageIsShown() {
        LivePage page = visitor.open("/desk?send=1");
        assertThat(page.uri()).isEqualTo("/");
        assertThat(page.text(".error")).isEqualTo("Not here");
    }

    @Test
    void aRedirectByAMessageIsFollowed() {
        LivePage page = visitor.open("/desk");
        page.hook("#hook", "leaveLater", Map.of());
        page.await(now -> now.has(".error"));
        assertThat(page.uri()).isEqualTo("/");
    }

    @Test
    void aPatchChangesTheAddressAndKeepsTheState() {
        LivePage page = visitor.open("/desk");
        page.click("#add");
        page.click("#mail");
        assertThat(page.uri()).isEqualTo("/desk?tab=mail");
        assertThat(page.text(".tab")).isEqualTo("mail");
        page.click("#patch");
        assertThat(page.text(".tab")).isEqualTo("news");
        assertThat(page.text(".count")).isEqualTo("2");
        page.click("#elsewhere");
        assertThat(page.text("h1")).isEqualTo("Lobby");
    }

    @Test
    void aPatchWhileJoiningGivesThePageItsAddress() {
        assertThat(visitor.openDisconnected("/desk?tab=moved").uri()).isEqualTo("/desk?tab=here");
    }

    @Test
    void aPlainFormChangesTheSessionAndFlashesOnce() {
        LivePage page = visitor.open("/");
        page.submit("#name", Map.of("name", "Ann"));
        assertThat(page.text(".name")).isEqualTo("Ann");
        assertThat(page.text(".info")).isEqualTo("Hello Ann");
        page.click(".info");
        assertThat(page.has(".info")).isFalse();
        assertThat(visitor.open("/").text(".name")).isEqualTo("Ann");
    }

    @Test
    void parametersOfThePathAreDecoded() {
        assertThat(visitor.open("/rooms/a%20b+c%2Fd").text("h1")).isEqualTo("Room a b+c/d");
    }

    @Test
    void aRefusedPageShowsItsStatus() {
        assertThat(visitor.open("/desk?refuse=1").status()).isEqualTo(404);
        assertThat(visitor.open("/nowhere").status()).isEqualTo(404);
        assertThat(visitor.open("/desk?fail=1").status()).isEqualTo(500);
    }

    @Test
    void aFaultCostsTheViewOnly() {
        LivePage broken = visitor.open("/desk");
        LivePage other = visitor.open("/desk");
        assertThatThrownBy(() -> broken.click("#crash")).hasMessageContaining("ended by a fault");
        assertThat(broken.crashed()).isTrue();
        other.click("#add");
        assertThat(other.text(".count")).isEqualTo("2");
    }

    @Test
    void anEndlessRecursionCostsTheViewOnly() {
        LivePage page = visitor.open("/desk");
        assertThatThrownBy(() -> page.hook("#hook", "overflow", Map.of("depth", 0)))
                .hasMessageContaining("ended by a fault");
    }

    @Test
    void aViewThatPatchesForeverIsStopped() {
        LivePage page = visitor.open("/desk");
        assertThatThrownBy(() -> page.click("#loop")).hasMessageContaining("ended by a fault");
    }

    @Test
    void aDestinationOnAnotherHostIsRefused() {
        LivePage page = visitor.open("/desk");
        assertThatThrownBy(() -> page.click("#outside")).hasMessageContaining("ended by a fault");
    }

    @Test
    void aDisabledButtonCannotBeClicked() {
        LivePage page = visitor.open("/desk");
        assertThatThrownBy(() -> page.click("#off")).hasMessageContaining("disabled");
    }

    @Test
    void anUnknownFieldIsNamed() {
        LivePage page = visitor.open("/desk");
        assertThatThrownBy(() -> page.submit("#order", Map.of("colour", "red")))
                .hasMessageContaining("no field \"colour\"")
                .hasMessageContaining("customer[name]");
    }
}
