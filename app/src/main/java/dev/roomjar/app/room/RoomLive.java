package dev.roomjar.app.room;

import dev.roomjar.app.embed.Embedding;
import dev.roomjar.app.embed.Frame;
import dev.roomjar.app.page.AppLive;
import dev.roomjar.app.page.RoomAddress;
import dev.roomjar.app.page.Visitor;
import dev.roomjar.app.rooms.Action;
import dev.roomjar.app.rooms.Arrival;
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
import dev.roomjar.app.rooms.Ticket;
import dev.roomjar.app.signon.SignedLinks;
import dev.roomjar.app.words.Words;
import dev.roomjar.liveview.Live;
import dev.roomjar.liveview.On;
import dev.roomjar.liveview.Params;
import dev.roomjar.liveview.StatusException;
import dev.roomjar.liveview.render.Rendered;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import java.util.function.IntSupplier;
import java.util.regex.Pattern;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * One person's page of one room, from the doorstep to the end. It holds how far they have come; once they are in, what the room
 * shows is in its {@link Call} and in the parts of that: {@link Stage}, {@link ChatPanel}, {@link PeoplePanel}.
 */
@Live("/rooms/{room}")
public final class RoomLive extends AppLive {

    private static final Pattern ORIGIN = Pattern.compile("https?://[\\w.:\\[\\]-]{1,200}");

    private final RoomMaster master;
    private final SignedLinks links;
    private final IntSupplier httpsPort;
    private final @Nullable Embedding embedding;
    private final Peephole peephole;
    private final Call call = new Call(new ThisPage());
    private Name room = Name.of("?");
    private Newcomer newcomer = new Newcomer(null, null, null, Opening.PUBLIC);
    private @Nullable Frame frame;
    private @Nullable ActorRef<RoomEvent> events;
    private String address = "/";
    private Phase phase = new Phase.Doorstep();

    /**
     * @param httpsPort where the secure pages of this server are, once it listens
     * @param embedding whose pages may frame this one; null for the room's own page
     */
    public RoomLive(RoomMaster master, SignedLinks links, IntSupplier httpsPort, @Nullable Embedding embedding) {
        this.master = master;
        this.links = links;
        this.httpsPort = httpsPort;
        this.embedding = embedding;
        this.peephole = new Peephole(master);
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
        address = params.find("invite")
                .map(token -> RoomAddress.invited(room, token))
                .orElse(RoomAddress.of(room));
        call.devices(Devices.ON
                .microphone(!startsOff("microphone", params.find("mic")))
                .camera(!startsOff("camera", params.find("camera"))));
        phase = embedding == null ? atRoom(params) : inFrame(params, embedding);
        if (phase instanceof Phase.Preview && connected()) {
            if (wasInside() || params.find("join").isPresent()) {
                arrive("");
            } else {
                look();
            }
        }
    }

    private Phase atRoom(Params params) {
        newcomer = Newcomer.of(room, params, session(), flash(SignedLinks.REFUSED), links);
        return Phase.beginning(words(), newcomer, links.required());
    }

    private Phase inFrame(Params params, Embedding embedding) {
        Frame around = Frame.of(embedding, params, connectParams());
        frame = around;
        newcomer = Newcomer.framed(room, around, params, connectParams(), session(), links);
        if (connected()) {
            links.seal(newcomer.pass(), room).ifPresent(pass -> pushEvent("keep_pass", Map.of("pass", pass)));
        }
        return embedding.on() ? Phase.beginning(words(), newcomer, links.required()) : Phase.Over.embeddingOff(words());
    }

    /** Whether the person had switched it off when this browser was last here, or before that the address wants it off. */
    private boolean startsOff(String device, Optional<String> wish) {
        return (connected() ? connectParams().find(device) : wish)
                .filter("off"::equals)
                .isPresent();
    }

    /** Whether this page was in the room before its connection broke, or before it was loaded anew. */
    private boolean wasInside() {
        return connectParams().find("inside").filter(room.key()::equals).isPresent();
    }

    private void look() {
        peephole.open(room, receive(LobbyUpdated.class, peephole::show), self());
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
            look();
        } catch (InvalidName invalid) {
            flash("error", invalid.advice());
        }
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
        if (events == null) {
            events = receive(RoomEvent.class, this::happened);
        }
        Arrival arrival = newcomer.arrival(visitor, call.devices(), password);
        switch (master.join(room, arrival, events, self()).toCompletableFuture().get()) {
            case Admitted place -> enter(place);
            case JoinReply.Waiting(String knock) -> phase = new Phase.Knocking(knock);
            case JoinReply.Refused(var refusal) -> phase = Phase.refused(words(), refusal);
        }
    }

    private void enter(Admitted place) {
        peephole.close();
        phase = new Phase.Inside(place.seat(), place.ticket());
        call.enter(place);
    }

    /** The person would rather not wait to be let in. */
    @On("stop_waiting")
    void stopWaiting() {
        if (phase instanceof Phase.Knocking(String knock)) {
            master.stopWaiting(room, knock);
            phase = new Phase.Preview();
            look();
        }
    }

    private void happened(RoomEvent event) {
        switch (event) {
            case RoomEvent.LetIn(Admitted place) -> letIn(place);
            case RoomEvent.TurnedAway(Refusal refusal) -> phase = Phase.refused(words(), refusal);
            case RoomEvent.Out(RoomEvent.Out.Why why) -> phase = Phase.Over.out(words(), why);
            case RoomEvent.TakenOver() -> phase = Phase.Over.elsewhere(words());
            case RoomEvent.RoomUpdated update -> {
                call.happened(update);
                call.scene().self().map(Person::name).ifPresent(this::goBy);
            }
            case RoomEvent.Within within -> call.happened(within);
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

    /** The page has opened, or tried to open, the devices. */
    @On
    void devices(DeviceState microphone, DeviceState camera) {
        take(new Devices(microphone, camera));
    }

    /** The hook is about to start, or to start anew: what it published before is no more. */
    @On("get_publish_info")
    @Nullable
    PublishInfo getPublishInfo() {
        if (!(phase instanceof Phase.Inside(var _, Ticket ticket))) {
            return null;
        }
        call.blocked(false);
        act(new Action.Streaming(null));
        act(new Action.Sharing(null));
        return PublishInfo.of(ticket);
    }

    /** Whether what this person sends gets through; the page tells when that changes. */
    @On("media_blocked")
    void mediaBlocked(boolean blocked) {
        call.blocked(blocked);
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
        call.answered();
        take(call.devices().microphone(on));
    }

    @On("switch_camera")
    void switchCamera(boolean on) {
        take(call.devices().camera(on));
    }

    private void take(Devices devices) {
        call.devices(devices);
        act(new Action.Sources(devices.microphone().source(), devices.camera().source()));
    }

    @On("stay_muted")
    void stayMuted() {
        call.answered();
    }

    /** Opens one panel, or closes the one that is open. */
    @On("toggle_panel")
    void togglePanel(Panel which) {
        call.toggle(which);
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
        call.view(new Viewing(speakerView, selfHidden, unmirrored, audioOnly));
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
        Rendered page = phase instanceof Phase.Inside ? call.render(origin()) : wayIn().render(phase);
        return frame == null
                ? page
                : FramedHtml.render(FrameReport.of(frame, phase, call.scene(), newcomer.visitor()), page);
    }

    private WayIn wayIn() {
        return new WayIn(
                words(),
                csrfToken(),
                room,
                address,
                newcomer,
                peephole.glimpse(),
                call.devices(),
                httpsPort.getAsInt(),
                frame != null);
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
            case Phase.Inside _ -> call.scene().room().room().text();
            case Phase.Doorstep _, Phase.Preview _, Phase.AskedForPassword _, Phase.AskedForName _ ->
                words().say("room.join", room);
        };
    }

    /** What the call may do here. */
    private final class ThisPage implements Call.Page {
        @Override
        public Words words() {
            return RoomLive.this.words();
        }

        @Override
        public boolean showsChat() {
            return frame == null || !frame.hidden().contains(Frame.Part.CHAT);
        }

        @Override
        public void tell(String kind, String message) {
            flash(kind, message);
        }

        @Override
        public void push(String event, Map<String, ?> payload) {
            pushEvent(event, payload);
        }

        @Override
        public void chat(Consumer<ChatPanel> change) {
            component(ChatPanel.class, ChatPanel.ID, change);
        }
    }
}
