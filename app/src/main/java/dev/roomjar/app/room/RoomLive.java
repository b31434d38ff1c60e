package dev.roomjar.app.room;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.roomjar.app.embed.Embedding;
import dev.roomjar.app.embed.Frame;
import dev.roomjar.app.page.AppLive;
import dev.roomjar.app.page.Visitor;
import dev.roomjar.app.rooms.Action;
import dev.roomjar.app.rooms.Arrival;
import dev.roomjar.app.rooms.ChatMessage;
import dev.roomjar.app.rooms.InvalidName;
import dev.roomjar.app.rooms.JoinReply;
import dev.roomjar.app.rooms.JoinReply.Admitted;
import dev.roomjar.app.rooms.LobbyUpdated;
import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.rooms.Opening;
import dev.roomjar.app.rooms.Person;
import dev.roomjar.app.rooms.Reaction;
import dev.roomjar.app.rooms.Refusal;
import dev.roomjar.app.rooms.RoomEvent;
import dev.roomjar.app.rooms.RoomMaster;
import dev.roomjar.app.rooms.RoomState;
import dev.roomjar.app.rooms.RoomSummary;
import dev.roomjar.app.rooms.Ticket;
import dev.roomjar.app.signon.Pass;
import dev.roomjar.app.signon.SignedLinks;
import dev.roomjar.liveview.Live;
import dev.roomjar.liveview.On;
import dev.roomjar.liveview.Params;
import dev.roomjar.liveview.StatusException;
import dev.roomjar.liveview.render.Rendered;
import java.net.URLEncoder;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * One person's page of one room, from the doorstep to the end. It holds how far they have come and what their devices do; what
 * the room shows is in its parts: {@link Stage}, {@link ChatPanel}, {@link PeoplePanel}.
 */
@Live("/rooms/{room}")
public final class RoomLive extends AppLive {

    private static final Pattern ORIGIN = Pattern.compile("https?://[\\w.:\\[\\]-]{1,200}");

    private final RoomMaster master;
    private final SignedLinks links;
    private final IntSupplier httpsPort;
    private final @Nullable Embedding embedding;
    private Name room = Name.of("?");
    private Newcomer newcomer = new Newcomer(null, null, null, Opening.PUBLIC);
    private @Nullable Frame frame;
    private @Nullable ActorRef<RoomEvent> events;
    private @Nullable ActorRef<LobbyUpdated> glimpses;
    private @Nullable RoomSummary glimpse;
    private String address = "/";
    private Phase phase = new Phase.Doorstep();
    private Scene scene = Scene.of(RoomState.empty(room), "", List.of());
    private List<ChatMessage> history = List.of();
    private DeviceState microphone = DeviceState.ON;
    private DeviceState camera = DeviceState.ON;
    private Panel panel = Panel.NONE;
    private Viewing viewing = Viewing.DEFAULT;
    private boolean blocked;
    private int unread;
    private String askedBy = "";
    private String announcement = "";

    /**
     * @param httpsPort where the secure pages of this server are, once it listens
     * @param embedding whose pages may frame this one; null for the room's own page
     */
    public RoomLive(RoomMaster master, SignedLinks links, IntSupplier httpsPort, @Nullable Embedding embedding) {
        this.master = master;
        this.links = links;
        this.httpsPort = httpsPort;
        this.embedding = embedding;
    }

    @Override
    protected void mount(Params params) throws Exception {
        try {
            room = Name.of(params.get("room"));
        } catch (InvalidName invalid) {
            if (embedding != null) {
                throw new StatusException(404, invalid.advice());
            }
            flash("error", invalid.advice());
            redirect("/");
            return;
        }
        scene = Scene.of(RoomState.empty(room), "", List.of());
        address = "/rooms/" + room.pathSegment();
        params.find("invite").ifPresent(token -> address += "?invite=" + URLEncoder.encode(token, UTF_8));
        if (embedding != null) {
            frame = Frame.of(embedding, params, connectParams());
            newcomer = Newcomer.framed(room, frame, params, connectParams(), session(), links);
        } else {
            newcomer = Newcomer.of(room, params, session(), links);
        }
        microphone = microphone.switched(!startsOff("microphone", params.find("mic")));
        camera = camera.switched(!startsOff("camera", params.find("camera")));
        phase = beginning();
        if (phase instanceof Phase.Preview && connected()) {
            if (wasInside() || params.find("join").isPresent()) {
                arrive("");
            } else {
                look();
            }
        }
    }

    private Phase beginning() {
        if (embedding != null && !embedding.on()) {
            return Phase.Over.embeddingOff(words());
        }
        Optional<Pass.Why> refused = newcomer.refused()
                .or(() -> Optional.ofNullable(flash(SignedLinks.REFUSED)).map(Pass.Why::valueOf));
        if (refused.isPresent()) {
            return Phase.Over.link(words(), refused.get());
        }
        if (links.required() && newcomer.invitedAs() == null) {
            return Phase.refused(words(), new Refusal.InvitedOnly());
        }
        return newcomer.visitor() == null ? new Phase.Doorstep() : new Phase.Preview();
    }

    /** Somebody in a frame has said who they are. */
    @On
    void introduce(String name) {
        if (frame == null || !(phase instanceof Phase.Doorstep || phase instanceof Phase.AskedForName)) {
            return;
        }
        try {
            newcomer = newcomer.named(Name.of(name), connectParams());
            phase = new Phase.Preview();
            if (glimpses == null) {
                look();
            }
        } catch (InvalidName invalid) {
            flash("error", invalid.advice());
        }
    }

    /** Whether the person had switched it off when this browser was last here, or before that the address wants it off. */
    private boolean startsOff(String device, Optional<String> wish) {
        return (connected() ? connectParams().find(device) : wish)
                .filter("off"::equals)
                .isPresent();
    }

    /** Shows from now on what goes on in the room. */
    private void look() {
        ActorRef<LobbyUpdated> updates = receive(
                LobbyUpdated.class,
                now -> glimpse = now.rooms().stream().findFirst().orElse(null));
        glimpses = updates;
        master.watchRoom(room, updates, self());
    }

    /** Whether this page was in the room before its connection broke. */
    private boolean wasInside() {
        return connectParams().find("inside").filter(room.key()::equals).isPresent();
    }

    /** The person has seen enough of the preview. */
    @On("come_in")
    void comeIn(@Nullable String password) throws Exception {
        boolean comesBack = phase instanceof Phase.Over over && over.mayComeBack();
        if (comesBack || phase instanceof Phase.Preview || phase instanceof Phase.AskedForPassword) {
            arrive(password == null ? "" : password);
        }
    }

    private void arrive(String password) throws InterruptedException, ExecutionException {
        Visitor visitor = newcomer.visitor();
        if (visitor == null) {
            return;
        }
        Arrival arrival = newcomer.arrival(visitor, microphone, camera, password);
        if (events == null) {
            events = receive(RoomEvent.class, this::happened);
        }
        switch (master.join(room, arrival, events, self()).toCompletableFuture().get()) {
            case Admitted place -> enter(place);
            case JoinReply.Waiting(String knock) -> phase = new Phase.Knocking(knock);
            case JoinReply.Refused(var refusal) -> phase = Phase.refused(words(), refusal);
        }
    }

    private void enter(Admitted place) {
        if (glimpses != null) {
            master.stopWatching(glimpses);
            glimpses = null;
        }
        phase = new Phase.Inside(place.seat(), place.ticket());
        scene = Scene.of(place.room(), place.seat(), place.knocks()).devices(microphone, camera);
        history = place.chat();
    }

    private void happened(RoomEvent event) {
        switch (event) {
            case RoomEvent.RoomUpdated(RoomState now, var knocks) -> {
                announcement = Announcement.between(words(), scene, now, knocks);
                scene = scene.room(now, knocks);
                scene.self().map(Person::name).ifPresent(this::goBy);
            }
            case RoomEvent.LetIn(Admitted place) -> letIn(place);
            case RoomEvent.TurnedAway(Refusal refusal) -> phase = Phase.refused(words(), refusal);
            case RoomEvent.Speaking(List<String> seats) -> scene = scene.speakers(seats);
            case RoomEvent.Posted(ChatMessage message) -> posted(message);
            case RoomEvent.NotPosted() -> notPosted();
            case RoomEvent.Unposted(long number) ->
                component(ChatPanel.class, ChatPanel.ID, chat -> chat.unposted(number));
            case RoomEvent.Typing(String seat) -> component(ChatPanel.class, ChatPanel.ID, chat -> chat.typing(seat));
            case RoomEvent.Reacted(String seat, Reaction reaction) -> reacted(seat, reaction);
            case RoomEvent.Muted(String by) -> {
                microphone = microphone.switched(false);
                switchedOff("microphone", by.isEmpty() ? "room.muted.rule" : "room.muted.by", by);
            }
            case RoomEvent.CameraStopped(String by) -> {
                camera = camera.switched(false);
                switchedOff("camera", by.isEmpty() ? "room.stopped.rule" : "room.stopped.by", by);
            }
            case RoomEvent.SharingStopped(String by) -> {
                pushEvent("stop_sharing", Map.of());
                flash("info", by.isEmpty() ? words().say("room.sharing.rule") : words().say("room.sharing.by", by));
            }
            case RoomEvent.AskedToUnmute(String by) -> askedBy = microphone == DeviceState.ON ? "" : by;
            case RoomEvent.Renamed(Name name) -> flash("info", words().say("signon.renamed", name));
            case RoomEvent.NotRenamed(Refusal refusal) -> flash("error", Refusals.sayOfRename(words(), refusal));
            case RoomEvent.Out(RoomEvent.Out.Why why) -> phase = Phase.Over.out(words(), why);
            case RoomEvent.TakenOver() -> phase = Phase.Over.elsewhere(words());
            case RoomEvent.ServerStopping(long seconds) -> flash("info", Announcement.stopping(words(), seconds));
        }
    }

    /** This browser goes by that name from now on, wherever its session still has another. */
    private void goBy(Name name) {
        Visitor me = newcomer.visitor();
        if (me != null && !newcomer.vouched() && !me.name().text().equals(name.text())) {
            newcomer = newcomer.named(name, connectParams());
            if (frame == null) {
                pushEvent("renamed", Map.of("name", name.text()));
            }
        }
    }

    private void letIn(Admitted place) {
        if (phase instanceof Phase.Knocking) {
            enter(place);
        } else {
            // They had stopped waiting, which the room had not heard yet.
            master.leave(room, place.seat());
        }
    }

    /** The person would rather not wait to be let in. */
    @On("stop_waiting")
    void stopWaiting() {
        if (phase instanceof Phase.Knocking(String knock)) {
            master.stopWaiting(room, knock);
            phase = new Phase.Preview();
            if (glimpses == null) {
                look();
            }
        }
    }

    private void posted(ChatMessage message) {
        component(ChatPanel.class, ChatPanel.ID, chat -> chat.posted(message));
        boolean shown = frame == null || !frame.hidden().contains(Frame.Part.CHAT);
        if (shown && panel != Panel.CHAT && !message.seat().equals(scene.own())) {
            unread++;
            announcement = words().say("chat.news", message.author());
        }
    }

    private void notPosted() {
        pushEvent("not_posted", Map.of());
        flash("error", words().say("chat.unsent"));
    }

    private void reacted(String seat, Reaction reaction) {
        scene.room().person(seat).ifPresent(person -> {
            String name = person.name().text();
            pushEvent("reaction", Map.of("seat", seat, "name", name, "reaction", Reactions.face(reaction)));
            announcement = words().say("stage.reacted", name, Reactions.say(words(), reaction));
        });
    }

    private void switchedOff(String device, String why, String by) {
        scene = scene.devices(microphone, camera);
        pushEvent("switch_off", Map.of("device", device));
        flash("info", words().say(why, by));
    }

    /** The page has opened, or tried to open, the devices. */
    @On
    void devices(DeviceState microphone, DeviceState camera) {
        this.microphone = microphone;
        this.camera = camera;
        tellSources();
    }

    /** The hook is about to start, or to start anew: what it published before is no more. */
    @On("get_publish_info")
    @Nullable
    PublishInfo getPublishInfo() {
        if (!(phase instanceof Phase.Inside(var _, Ticket ticket))) {
            return null;
        }
        blocked = false;
        act(new Action.Streaming(null));
        act(new Action.Sharing(null));
        return PublishInfo.of(ticket);
    }

    /** Whether what this person sends gets through; the page tells when that changes. */
    @On("media_blocked")
    void mediaBlocked(boolean blocked) {
        this.blocked = blocked;
    }

    @On("store_stream_id")
    void storeStreamId(Params event) {
        act(new Action.Streaming(event.get("stream_id")));
    }

    /** Without a stream: the screen is not shared any more. */
    @On("store_screen_id")
    void storeScreenId(Params event) {
        act(new Action.Sharing(event.find("stream_id").orElse(null)));
    }

    /** The call broke off, and the screen could not be taken along into the next. */
    @On("sharing_lost")
    void sharingLost() {
        flash("error", words().say("more.share.lost"));
    }

    @On("switch_microphone")
    void switchMicrophone(boolean on) {
        microphone = microphone.switched(on);
        askedBy = "";
        tellSources();
    }

    @On("switch_camera")
    void switchCamera(boolean on) {
        camera = camera.switched(on);
        tellSources();
    }

    private void tellSources() {
        scene = scene.devices(microphone, camera);
        act(new Action.Sources(microphone.source(), camera.source()));
    }

    @On("stay_muted")
    void stayMuted() {
        askedBy = "";
    }

    /** Opens one panel, or closes the one that is open. */
    @On("toggle_panel")
    void togglePanel(Panel which) {
        panel = panel == which ? Panel.NONE : which;
        if (panel == Panel.CHAT) {
            unread = 0;
        }
    }

    @On("raise_hand")
    void raiseHand(boolean up) {
        act(new Action.RaiseHand(up));
    }

    @On
    void react(Reaction reaction) {
        act(new Action.React(reaction));
    }

    @On
    void look(boolean speakerView, boolean selfHidden, boolean unmirrored, boolean audioOnly) {
        viewing = new Viewing(speakerView, selfHidden, unmirrored, audioOnly);
    }

    /** For clocks of browsers that are wrong. */
    @On("what_time")
    Map<String, Long> whatTime() {
        return Map.of("now", Instant.now().toEpochMilli());
    }

    @On
    void leave() {
        if (phase instanceof Phase.Inside(String seat, var _)) {
            master.leave(room, seat);
            phase = Phase.Over.left(words());
        }
    }

    private void act(Action action) {
        if (phase instanceof Phase.Inside(String seat, var _)) {
            master.act(room, seat, action);
        }
    }

    @Override
    protected Rendered render() {
        Rendered page = phase instanceof Phase.Inside ? insideRoom() : wayIn().render(phase);
        return frame == null ? page : FramedHtml.render(report(frame), page);
    }

    private FrameReport report(Frame around) {
        Visitor me = newcomer.visitor();
        return FrameReport.of(
                around,
                phase,
                scene.devices(microphone, camera),
                me == null ? "" : me.name().text());
    }

    private WayIn wayIn() {
        return new WayIn(
                words(),
                csrfToken(),
                room,
                address,
                newcomer,
                glimpse,
                microphone,
                camera,
                httpsPort.getAsInt(),
                frame != null);
    }

    private Rendered insideRoom() {
        Switch microphoneSwitch = Switch.microphone(words(), microphone);
        Switch cameraSwitch = Switch.camera(words(), camera);
        boolean handUp = scene.self().filter(Person::handUp).isPresent();
        return RoomHtml.render(
                words(),
                scene,
                history,
                new Bar(microphoneSwitch, cameraSwitch, panel, unread, handUp, viewing),
                DeviceNotice.of(words(), blocked, microphone, camera),
                askedBy,
                announcement,
                origin());
    }

    /** Of this page, for links to it; empty where the browser does not say. */
    private String origin() {
        return connectParams().find("origin").filter(ORIGIN.asMatchPredicate()).orElse("");
    }

    @Override
    protected String title() {
        return switch (phase) {
            case Phase.Knocking _ -> words().say("preview.waiting.title", room);
            case Phase.Over over -> over.heading();
            case Phase.Inside _ -> scene.room().room().text();
            case Phase.Doorstep _, Phase.Preview _, Phase.AskedForPassword _, Phase.AskedForName _ ->
                words().say("room.join", room);
        };
    }
}
