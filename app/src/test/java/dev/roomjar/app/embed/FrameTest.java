package dev.roomjar.app.embed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomjar.app.server.SiteInProcess;
import dev.roomjar.app.signon.SignOn;
import dev.roomjar.liveview.LivePage;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The page of a frame, as its address wants it. */
@Timeout(60)
class FrameTest {
    private static final Embedding SCHOOL = new Embedding(List.of("https://school.example"));

    private SiteInProcess site = new SiteInProcess(SCHOOL, SignOn.Settings.NONE, InstantSource.system());

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void aNameInTheAddressIsNotAskedFor() {
        LivePage frame = site.visitor().open("/embed/Maths?name=Ana&join=now");

        assertThat(frame.texts(".tile-name")).containsExactly("Ana (you)");
        assertThat(frame.attribute("#frame", "data-phase")).isEqualTo("inside");
        assertThat(frame.attribute("#frame", "data-people")).isEqualTo("[\"Ana\"]");
        assertThat(frame.attribute("#frame", "data-origins")).isEqualTo("https://school.example");
    }

    @Test
    void aNameThatCannotBeIsAskedFor() {
        LivePage frame = site.visitor().open("/embed/Maths?name=%20&join=now");
        assertThat(frame.attribute("#frame", "data-phase")).isEqualTo("name");

        frame.submit("#name-form", Map.of("name", "x".repeat(60)));
        assertThat(frame.text("#flash-error p")).contains("too long");
        frame.submit("#name-form", Map.of("name", "Ben"));
        frame.submit("#come-in", Map.of());
        assertThat(frame.texts(".tile-name")).containsExactly("Ben (you)");
    }

    @Test
    void nothingLeadsOutOfTheFrame() {
        for (String address : List.of("/embed/Maths", "/embed/Maths?name=Ana", "/embed/Maths?name=Ana&join=now")) {
            LivePage frame = site.visitor().open(address);
            assertThat(frame.has("a[href]")).as(address).isFalse();
            assertThat(frame.has("form[action]")).as(address).isFalse();
        }
    }

    @Test
    void whoHasLeftComesBack() {
        LivePage frame = site.visitor().open("/embed/Maths?name=Ana&join=now");
        frame.click("#leave");

        assertThat(frame.attribute("#frame", "data-reason")).isEqualTo("left");
        assertThat(frame.text("#over button")).isEqualTo("Come back");
        assertThat(frame.has("a[href]")).isFalse();
        frame.submit("#over form", Map.of());
        assertThat(frame.attribute("#frame", "data-phase")).isEqualTo("inside");
    }

    @Test
    void theStateFollowsWhatThePersonDoes() {
        LivePage frame = site.visitor().open("/embed/Maths?name=Ana&join=now&hide=chat,share,nonsense");
        assertThat(frame.attribute("#frame", "data-hide")).isEqualTo("chat share");
        frame.hook("#frame", "switch_microphone", Map.of("on", false));
        frame.hook("#frame", "raise_hand", Map.of("up", true));
        frame.await(page -> page.attribute("#frame", "data-hand").equals("on"));
        assertThat(frame.attribute("#frame", "data-microphone")).isEqualTo("off");
        assertThat(frame.attribute("#frame", "data-camera")).isEqualTo("on");

        site.room("Maths", "Ben");
        frame.await(page -> page.attribute("#frame", "data-people").equals("[\"Ana\",\"Ben\"]"));
        assertThat(site.visitor()
                        .openDisconnected("/embed/Maths?name=Cleo&mic=off")
                        .attribute("#frame", "data-microphone"))
                .isEqualTo("off");
    }

    @Test
    void theSameTabIsKnownAgain() {
        LivePage ana = site.visitor()
                .connectParam("browser", "0123456789abcdef0123456789abcdef")
                .open("/embed/Maths?name=Ana&join=now");
        LivePage again = site.visitor()
                .connectParam("browser", "0123456789abcdef0123456789abcdef")
                .open("/embed/Maths?name=Ana&join=now");
        LivePage other = site.visitor().connectParam("browser", "forged").open("/embed/Maths?name=Ana&join=now");

        ana.await(page -> page.has("#over"));
        assertThat(again.texts(".tile-name")).containsExactly("Ana (you)");
        assertThat(other.has("#another-name")).isTrue();
    }

    @Test
    void theAddressChoosesTheLanguage() {
        assertThat(site.visitor().open("/embed/Maths?lang=de").text("h1")).isEqualTo("Maths beitreten");
        assertThat(site.visitor().open("/embed/Maths?lang=xx").text("h1")).isEqualTo("Join Maths");
    }

    @Test
    void whereNobodyMayFrameThePageSaysWhatToDo() {
        site.close();
        site = new SiteInProcess();

        LivePage page = site.visitor().open("/embed/Maths?name=Ana&join=now");

        assertThat(page.text("#over")).contains("--embed-origins", "https://school.example");
        assertThat(page.has("button, form")).isFalse();
    }

    @Test
    void aRoomThatCannotBeIsAnError() {
        assertThat(site.visitor().openDisconnected("/embed/..").status()).isEqualTo(404);
    }

    @Test
    void originsAreWrittenAsBrowsersDo() {
        assertThat(Embedding.origin(" HTTPS://School.Example:443/ ")).isEqualTo("https://school.example");
        assertThat(Embedding.origin("http://localhost:8080")).isEqualTo("http://localhost:8080");
        assertThat(Embedding.origin("*")).isEqualTo("*");
        for (String wrong : List.of(
                "",
                "school.example",
                "https://",
                "https://a.example/rooms",
                "https://*.a.example",
                "ftp://a.example",
                "https://a.example;script-src *",
                "https://u:p@a.example",
                "'self'",
                "null")) {
            assertThatThrownBy(() -> Embedding.origin(wrong)).as(wrong).hasMessageContaining("is no origin");
        }
    }

    @Test
    void onlyTheFramesPageMayBeFramed() {
        assertThat(SCHOOL.frameAncestors("/embed/Maths")).isEqualTo("https://school.example");
        for (String path : List.of(
                "/",
                "/rooms/Maths",
                "/dashboard",
                "/embed",
                "/embed/",
                "/embed/../dashboard",
                "/%65mbed/Maths",
                "/embed/a/b")) {
            assertThat(SCHOOL.frameAncestors(path)).as(path).isEqualTo("'none'");
        }
        assertThat(Embedding.OFF.frameAncestors("/embed/Maths")).isEqualTo("'none'");
    }
}
