package dev.roomjar.app.rooms;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What hosts do to one {@link Room}. Whoever calls has checked that it is a host, or the operator. */
final class Hosting {
    private static final Duration LONGEST_TIMER = Duration.ofHours(24);

    private final Room room;

    Hosting(Room room) {
        this.room = room;
    }

    /** @param by who does it, as the audit log and the person concerned are told */
    void act(String by, HostAction action, Instant now) {
        switch (action) {
            case HostAction.Towards towards ->
                room.seats().find(towards.seat()).ifPresent(seat -> {
                    room.audit(by, action, seat.name().text());
                    towards(by, towards, seat, now);
                });
            case HostAction.MuteAll() -> {
                room.seats().all().stream().filter(seat -> !seat.host()).forEach(seat -> mute(seat, by));
                room.audit(by, action, "");
            }
            case HostAction.LowerAllHands() -> {
                room.seats().all().forEach(seat -> room.changed(seat.hand(0)));
                room.audit(by, action, "");
            }
            case HostAction.Spotlight(String id) -> {
                Optional<Seat> seat = Optional.ofNullable(id).flatMap(room.seats()::find);
                room.spotlight(seat.map(Seat::id).orElse(null));
                room.audit(by, action, seat.map(at -> at.name().text()).orElse("nobody"));
            }
            case HostAction.Admit(String knock) ->
                room.waitingRoom().remove(knock).ifPresent(waiting -> admit(by, action, waiting, now));
            case HostAction.AdmitAll() ->
                room.waitingRoom().removeAll().forEach(waiting -> admit(by, action, waiting, now));
            case HostAction.Deny(String knock) ->
                room.waitingRoom().remove(knock).ifPresent(waiting -> {
                    room.changed(true);
                    waiting.events().tell(new RoomEvent.TurnedAway(new Refusal.NotLetIn()));
                    room.audit(by, action, waiting.knock().name().text());
                });
            case HostAction.StartTimer(Duration length) -> {
                if (length.isPositive() && length.compareTo(LONGEST_TIMER) <= 0) {
                    room.timer(now.plus(length));
                    room.audit(by, action, length.toString());
                }
            }
            case HostAction.StopTimer() -> {
                room.timer(null);
                room.audit(by, action, "");
            }
            case HostAction.Ruling ruling -> rule(by, ruling);
            case HostAction.EndForAll() -> {
                room.audit(by, action, "");
                room.seats().all().forEach(seat -> room.putOut(seat, RoomEvent.Out.Why.ROOM_ENDED, now));
                room.end();
            }
        }
    }

    private void admit(String by, HostAction action, WaitingRoom.Waiting waiting, Instant now) {
        room.reception().letIn(waiting, now);
        room.audit(by, action, waiting.knock().name().text());
    }

    private void rule(String by, HostAction.Ruling action) {
        Rules rules = room.door().rules();
        boolean changed = switch (action) {
            case HostAction.Lock(boolean on) -> room.door().rules(rules.locked(on));
            case HostAction.SetPassword(String password) ->
                password.length() <= Opening.LONGEST_PASSWORD && room.door().password(password);
            case HostAction.SetWaitingRoom(boolean on) -> room.door().rules(rules.waitingRoom(on));
            case HostAction.SetListed(boolean on) -> room.door().rules(rules.listed(on));
            case HostAction.Allow(Freedom freedom, boolean on) -> allow(by, rules, freedom, on);
        };
        room.changed(changed);
        room.audit(by, action, action instanceof HostAction.SetPassword ? "" : action.toString());
    }

    /** What is forbidden from now on also ends where it goes on now. */
    private boolean allow(String by, Rules rules, Freedom freedom, boolean on) {
        boolean changed = room.door().rules(rules.allow(freedom, on));
        if (changed && !on) {
            room.seats().all().stream().filter(seat -> !seat.host()).forEach(seat -> {
                switch (freedom) {
                    case MICROPHONE -> mute(seat, by);
                    case CAMERA -> stopCamera(seat, by);
                    case SHARE_SCREEN -> room.participation().stopSharing(seat, by);
                    case CHAT, RENAME -> {}
                }
            });
        }
        return changed;
    }

    private void towards(String by, HostAction.Towards action, Seat seat, Instant now) {
        switch (action) {
            case HostAction.Mute _ -> mute(seat, by);
            case HostAction.AskToUnmute _ -> {
                seat.askToUnmute(true);
                seat.tell(new RoomEvent.AskedToUnmute(by));
            }
            case HostAction.StopCamera _ -> stopCamera(seat, by);
            case HostAction.StopSharing _ -> room.participation().stopSharing(seat, by);
            case HostAction.LowerHand _ -> room.changed(seat.hand(0));
            case HostAction.Remove _ -> room.putOut(seat, RoomEvent.Out.Why.REMOVED, now);
            case HostAction.Ban _ -> {
                room.door().ban(seat.secret(), seat.name());
                room.putOut(seat, RoomEvent.Out.Why.BANNED, now);
            }
            case HostAction.Promote _ -> room.make(seat, Standing.HOST, now);
            case HostAction.Demote _ -> {
                boolean another = room.seats().all().stream().anyMatch(one -> one.host() && !one.equals(seat));
                if (another) {
                    room.make(seat, Standing.GUEST, now);
                }
            }
        }
    }

    /** Also takes back what {@link HostAction.AskToUnmute} allowed and was not used. */
    private void mute(Seat seat, String by) {
        seat.askToUnmute(false);
        if (seat.microphone() == Source.ON) {
            room.participation().set(seat, Source.OFF, seat.camera());
            seat.tell(new RoomEvent.Muted(by));
        }
    }

    private void stopCamera(Seat seat, String by) {
        if (seat.camera() == Source.ON) {
            room.participation().set(seat, seat.microphone(), Source.OFF);
            seat.tell(new RoomEvent.CameraStopped(by));
        }
    }
}
