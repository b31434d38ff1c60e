package dev.roomjar.app.dashboard;

import dev.roomjar.app.page.AppLive;
import dev.roomjar.app.rooms.HostAction;
import dev.roomjar.app.rooms.InvalidName;
import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.rooms.RoomMaster;
import dev.roomjar.liveview.Live;
import dev.roomjar.liveview.On;
import dev.roomjar.liveview.Params;
import dev.roomjar.liveview.render.Rendered;
import dev.roomjar.media.MediaCounter;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The operator's page: all rooms, one room, or one person of it, by its address. Refreshed while it is open. */
@Live("/dashboard")
public final class DashboardLive extends AppLive {

    /** What the operator is asked to confirm. */
    enum Question {
        NONE,
        END,
        REMOVE
    }

    private final Dashboard dashboard;
    private boolean admitted;
    private @Nullable Snapshot now;
    private Optional<Name> room = Optional.empty();
    private Optional<String> seat = Optional.empty();
    private Question question = Question.NONE;

    public DashboardLive(Dashboard dashboard) {
        this.dashboard = dashboard;
    }

    @Override
    protected void mount(Params params) throws Exception {
        admitted = dashboard.operators().admits(session());
        if (!admitted) {
            return;
        }
        now = dashboard.monitor().look().toCompletableFuture().get();
        if (connected()) {
            onClose(dashboard.monitor().watch(tell(this::measured)));
        }
    }

    private void measured(Snapshot snapshot) {
        now = snapshot;
        stillAdmitted();
    }

    /** Asked before anything is done or shown: the session may have ended since. */
    private boolean stillAdmitted() {
        admitted = admitted && dashboard.operators().admits(session());
        if (!admitted) {
            now = null;
        }
        return admitted;
    }

    @Override
    protected void handleParams(Params params, String uri) {
        room = params.find("room").flatMap(DashboardLive::name);
        seat = params.find("person");
        question = Question.NONE;
    }

    private static Optional<Name> name(String typed) {
        try {
            return Optional.of(Name.of(typed));
        } catch (InvalidName noRoom) {
            return Optional.empty();
        }
    }

    @On
    void ask(Question about) {
        question = about;
    }

    @On("end_room")
    void endRoom() {
        if (stillAdmitted() && question == Question.END && room.isPresent()) {
            master().operate(room.get(), new HostAction.EndForAll());
            Name name = Optional.ofNullable(now)
                    .flatMap(snapshot -> snapshot.room(room.get()))
                    .map(figures -> figures.room().room())
                    .orElse(room.get());
            flash("info", words().say("dashboard.ended", name));
            patch("/dashboard");
        }
        question = Question.NONE;
    }

    @On("remove_person")
    void removePerson() {
        if (stillAdmitted() && question == Question.REMOVE && room.isPresent() && seat.isPresent()) {
            master().operate(room.get(), new HostAction.Remove(seat.get()));
            flash("info", words().say("dashboard.removed"));
            patch("/dashboard?room={room}", room.get().text());
        }
        question = Question.NONE;
    }

    private RoomMaster master() {
        return dashboard.master();
    }

    @Override
    protected Rendered render() {
        if (!admitted || now == null) {
            return SignInHtml.render(words(), csrfToken());
        }
        Optional<Snapshot.RoomFigures> open = room.flatMap(now::room);
        if (room.isEmpty()) {
            return OverviewHtml.render(words(), csrfToken(), now, MediaCounter.values(), dashboard.instruments());
        }
        if (open.isEmpty()) {
            return GoneHtml.render(words(), csrfToken(), words().say("dashboard.gone.room"), "/dashboard");
        }
        if (seat.isEmpty()) {
            return RoomFiguresHtml.render(words(), csrfToken(), now, open.get(), question);
        }
        return seat.flatMap(open.get()::person)
                .map(person -> PersonFiguresHtml.render(words(), csrfToken(), open.get(), person, question))
                .orElseGet(() -> GoneHtml.render(
                        words(),
                        csrfToken(),
                        words().say("dashboard.gone.person"),
                        "/dashboard?room=" + open.get().room().room().pathSegment()));
    }

    @Override
    protected String title() {
        return words().say("dashboard.title");
    }
}
