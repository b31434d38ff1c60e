package dev.roomjar.liveview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.roomjar.liveview.demo.DemoSite;
import dev.roomjar.liveview.demo.News;
import dev.roomjar.liveview.team.ChatBox;
import dev.roomjar.liveview.team.ChatRoom;
import dev.roomjar.liveview.team.TeamLive;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ComponentStoryTest {
    private static final ActorSystem<Void> SYSTEM = ActorSystem.create(Behaviors.empty(), "component-test");

    private final ChatRoom room = new ChatRoom();
    private final LiveViewTest visitor = LiveViewTest.of(
            DemoSite.routes(new News())
                    .live(TeamLive.class, TeamLive::new)
                    .component(ChatBox.class, () -> new ChatBox(room))
                    .build(),
            SYSTEM);

    @AfterAll
    static void terminate() {
        SYSTEM.terminate();
    }

    @AfterEach
    void close() {
        visitor.close();
    }

    @Test
    void aPageIsRenderedWithItsComponentsBeforeThereIsASocket() {
        room.say("eve", "hello");
        LivePage page = visitor.openDisconnected("/team");
        assertThat(page.texts("h2")).containsExactly("ann", "bob");
        assertThat(page.text("#lines")).isEqualTo("eve: hello");
        assertThat(page.attribute("#card-bob", "data-phx-component")).isEqualTo("2");
    }

    @Test
    void anEventChangesItsComponentAndRendersNothingElse() {
        LivePage page = visitor.open("/team");
        page.click("#card-bob .poke");
        page.click("#card-bob .poke");
        assertThat(page.text("#card-bob .badge")).isEqualTo("2");
        assertThat(page.has("#card-ann .badge")).isFalse();
        assertThat(page.text(".rendered")).isEqualTo("1");
    }

    @Test
    void aComponentWithinAComponentHasEventsOfItsOwn() {
        LivePage page = visitor.open("/team");
        page.click("#card-bob .poke");
        page.click("#card-bob .badge");
        assertThat(page.text(".badge")).isEqualTo("seen");
        page.click("#card-bob .poke");
        assertThat(page.text(".badge")).isEqualTo("2");
    }

    @Test
    void aTargetMayBeASelector() {
        LivePage page = visitor.open("/team");
        page.click("#card-ann .tell");
        assertThat(page.text(".poked")).isEqualTo("ann");
        assertThat(page.text(".rendered")).isEqualTo("2");
    }

    @Test
    void stateStaysWithTheIdWhereverTheComponentMoves() {
        LivePage page = visitor.open("/team");
        page.click("#card-ann .poke");
        page.click("#reverse");
        assertThat(page.texts("h2")).containsExactly("bob", "ann");
        assertThat(page.text("#card-ann .badge")).isEqualTo("1");
        page.click("#card-ann .poke");
        assertThat(page.text("#card-ann .badge")).isEqualTo("2");
    }

    @Test
    void equalAssignsDoNotUpdateAComponent() {
        LivePage page = visitor.open("/team");
        page.submit("#add", Map.of("name", "eve"));
        assertThat(page.texts("h2")).containsExactly("ann", "bob", "eve");
        assertThat(page.texts(".updates")).containsExactly("1", "1", "1");
    }

    @Test
    void aHookGetsTheComponentsReply() {
        LivePage page = visitor.open("/team");
        assertThat(page.hookTo("#hook-bob", "#hook-bob", "who", Map.of()).get("name"))
                .isEqualTo("bob");
    }

    @Test
    void aFormInAComponentReachesIt() {
        LivePage page = visitor.open("/team");
        page.change("#say", "text", "hal");
        assertThat(page.text(".draft")).isEqualTo("hal");
        page.submit("#say", Map.of("text", "hallo"));
        page.await(now -> now.text("#lines").equals("me: hallo"));
        assertThat(page.text(".draft")).isEmpty();
    }

    @Test
    void whatIsToldToAComponentShowsInItAlone() {
        LivePage page = visitor.open("/team");
        room.say("eve", "one");
        page.await(now -> now.has("#lines-1"));
        room.inboxes().getLast().tell(new ChatRoom.Line(7, "actor", "two"));
        page.await(now -> now.has("#lines-7"));
        assertThat(page.text(".rendered")).isEqualTo("1");
    }

    @Test
    void aStreamInAComponentKeepsItsLimitAndLateComersGetTheHistory() {
        LivePage page = visitor.open("/team");
        for (int i = 1; i <= 5; i++) {
            room.say("eve", "line " + i);
        }
        page.await(now -> now.has("#lines-5"));
        assertThat(page.texts("#lines li")).containsExactly("eve: line 3", "eve: line 4", "eve: line 5");
        assertThat(visitor.open("/team").texts("#lines li")).hasSize(5);
    }

    @Test
    void aViewSpeaksToItsComponent() {
        LivePage page = visitor.open("/team");
        Params reply = page.hook("#hook", "announce", Map.of("text", "coffee"));
        assertThat(reply.get("there")).isEqualTo("true");
        assertThat(page.text("#lines")).isEqualTo("team: coffee");
        page.click("#toggle");
        page.has("#lines");
        assertThat(page.hook("#hook", "announce", Map.of("text", "tea")).get("there"))
                .isEqualTo("false");
    }

    @Test
    void aComponentThatIsNoLongerShownEndsAndComesBackAnew() {
        LivePage page = visitor.open("/team");
        page.hook("#hook", "announce", Map.of("text", "gone soon"));
        page.click("#toggle");
        assertThat(page.has("#lines")).isFalse();
        Eventually.assertThat(() -> room.listeners() == 0);
        page.click("#toggle");
        assertThat(page.text("#lines")).isEmpty();
        assertThat(room.listeners()).isEqualTo(1);
    }

    @Test
    void aClosedTabEndsItsComponents() {
        LivePage page = visitor.open("/team");
        assertThat(room.listeners()).isEqualTo(1);
        page.close();
        Eventually.assertThat(() -> room.listeners() == 0);
    }

    @Test
    void aComponentMayNavigate() {
        LivePage page = visitor.open("/team");
        page.click("#card-bob .leave");
        assertThat(page.uri()).isEqualTo("/");
        assertThat(page.text(".info")).isEqualTo("bob left");
    }

    @Test
    void aFaultInAComponentCostsItsViewOnly() {
        LivePage page = visitor.open("/team");
        LivePage other = visitor.open("/team");
        assertThatThrownBy(() -> page.click("#card-bob .crash")).hasMessageContaining("ended by a fault");
        other.click("#card-bob .poke");
        assertThat(other.text(".badge")).isEqualTo("1");
    }

    @Test
    void twoComponentsOfOneIdAreAFault() {
        assertThat(visitor.openDisconnected("/team?people=ann,ann").status()).isEqualTo(500);
        LivePage page = visitor.open("/team");
        assertThatThrownBy(() -> page.submit("#add", Map.of("name", "ann"))).hasMessageContaining("ended by a fault");
    }

    @Test
    void manyPeopleMayLeaveAtOnce() {
        LivePage page = visitor.open("/team?people=a,b,c,d,e,f");
        for (String name : List.of("a", "c", "e")) {
            page.click("#card-" + name + " .poke");
            page.hook("#hook", "remove", Map.of("name", name));
        }
        assertThat(page.texts("h2")).containsExactly("b", "d", "f");
        page.click("#card-d .poke");
        assertThat(page.text(".badge")).isEqualTo("1");
    }
}
