package dev.roomjar.app.server;

import dev.roomjar.app.embed.Embedding;
import dev.roomjar.app.rooms.FakeVideo;
import dev.roomjar.app.rooms.Invitations;
import dev.roomjar.app.rooms.Limits;
import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.rooms.Opening;
import dev.roomjar.app.rooms.RoomMaster;
import dev.roomjar.app.signon.SignOn;
import dev.roomjar.app.signon.SignedLinks;
import dev.roomjar.liveview.LivePage;
import dev.roomjar.liveview.LiveRoutes;
import dev.roomjar.liveview.LiveViewTest;
import dev.roomjar.opentok.Project;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.pekko.actor.typed.ActorSystem;

/** All pages over real rooms, without network, browser or media: for stories told by {@link LiveViewTest}. */
public final class SiteInProcess implements AutoCloseable {

    public final FakeVideo video = new FakeVideo();
    private final ActorSystem<Void> actors = ActorNode.start();
    public final DashboardInProcess dashboard;

    private final Project project = new Project(100, "0123456789".repeat(4));
    public final Invitations invitations = new Invitations(project, InstantSource.system());

    private final LiveRoutes routes;
    private final List<LiveViewTest> visitors = new ArrayList<>();

    /** Rooms for three. */
    public SiteInProcess() {
        this(3);
    }

    public SiteInProcess(int peopleInARoom) {
        this(peopleInARoom, Map.of());
    }

    /** With rooms that are there for good. */
    public SiteInProcess(Map<Name, Opening> permanent) {
        this(3, permanent);
    }

    private SiteInProcess(int peopleInARoom, Map<Name, Opening> permanent) {
        this(new Limits(10, peopleInARoom), permanent, Embedding.OFF, SignOn.Settings.NONE, InstantSource.system());
    }

    /** With frames in pages of other sites, and single sign-on. */
    public SiteInProcess(Embedding embedding, SignOn.Settings signOn, InstantSource clock) {
        this(
                signOn.required() ? new Limits(10, 10).forInvitedOnly() : new Limits(10, 10),
                Map.of(),
                embedding,
                signOn,
                clock);
    }

    private SiteInProcess(
            Limits limits,
            Map<Name, Opening> permanent,
            Embedding embedding,
            SignOn.Settings signOn,
            InstantSource clock) {
        RoomMaster rooms = RoomMaster.start(actors, video, limits, permanent, _ -> {});
        dashboard = new DashboardInProcess(rooms);
        routes = Site.routes(
                new byte[64],
                rooms,
                new SignedLinks(invitations, new SignOn(signOn, new byte[64]), project, clock),
                embedding,
                () -> 4001,
                name -> "/assets/" + name,
                dashboard.dashboard());
    }

    /** Somebody with a browser of their own. */
    public LiveViewTest visitor() {
        LiveViewTest visitor = LiveViewTest.of(routes, actors);
        visitors.add(visitor);
        return visitor;
    }

    /** Somebody who has said their name; their lobby is open. */
    public LivePage lobby(String name) {
        LivePage page = visitor().open("/");
        page.submit("#name-form", Map.of("name", name));
        return page;
    }

    /** Somebody who is in a room. */
    public LivePage room(String room, String name) {
        LivePage page = lobby(name);
        page.submit("#room-form", Map.of("room", room));
        page.submit("#come-in", Map.of());
        return page;
    }

    @Override
    public void close() {
        visitors.forEach(LiveViewTest::close);
        dashboard.close();
        // Not waited for: shards of a cluster of one have nobody to hand their entities to, and take seconds to find
        // out.
        actors.terminate();
    }
}
