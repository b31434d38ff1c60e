package dev.roomjar.app.rooms;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What people do for themselves in one {@link Room}, as far as its rules allow; and what becomes of their media. */
final class Participation {
    private final Room room;
    private final Video video;
    private final String sessionId;
    private final Chat chat;
    private long hands;

    Participation(Room room, Video video, String sessionId, Chat chat) {
        this.room = room;
        this.video = video;
        this.sessionId = sessionId;
        this.chat = chat;
    }

    void act(Seat seat, Action.Own action, Instant now) {
        switch (action) {
            case Action.Sources(Source microphone, Source camera) -> sources(seat, microphone, camera);
            case Action.Streaming(String stream) -> {
                if (stream == null || video.owns(sessionId, seat.id(), stream)) {
                    room.changed(seat.streaming(stream));
                    gate(seat);
                }
            }
            case Action.Sharing(String stream) -> sharing(seat, stream);
            case Action.RaiseHand(boolean up) -> {
                if (!up || seat.mayTalk(now)) {
                    room.changed(seat.hand(up ? ++hands : 0));
                }
            }
            case Action.React(Reaction reaction) -> {
                if (seat.mayTalk(now)) {
                    room.seats().tell(new RoomEvent.Reacted(seat.id(), reaction));
                }
            }
            case Action.Say(String text) -> {
                if (!room.may(seat, Freedom.CHAT)) {
                    return;
                }
                if (seat.mayTalk(now)) {
                    chat.say(seat, text, now).ifPresent(message -> room.seats().tell(new RoomEvent.Posted(message)));
                } else {
                    seat.tell(new RoomEvent.NotPosted());
                }
            }
            case Action.Unsay(long number) -> {
                if (chat.unsay(number, seat)) {
                    room.seats().tell(new RoomEvent.Unposted(number));
                }
            }
            case Action.Type() -> {
                if (room.may(seat, Freedom.CHAT) && seat.mayTalk(now)) {
                    room.seats().tellOthers(seat, new RoomEvent.Typing(seat.id()));
                }
            }
            case Action.Rename(Name wanted) -> {
                if (seat.mayTalk(now)) {
                    rename(seat, wanted);
                }
            }
        }
    }

    /** A microphone or camera that the room does not allow is off, and its person is told so. */
    void sources(Seat seat, Source microphone, Source camera) {
        boolean opensMicrophone = microphone == Source.ON && seat.microphone() != Source.ON;
        boolean opensCamera = camera == Source.ON && seat.camera() != Source.ON;
        boolean mayMicrophone = room.may(seat, Freedom.MICROPHONE) || seat.mayUnmute();
        boolean mayCamera = room.may(seat, Freedom.CAMERA);
        Source heard = opensMicrophone && !mayMicrophone ? Source.OFF : microphone;
        Source seen = opensCamera && !mayCamera ? Source.OFF : camera;
        set(seat, heard, seen);
        if (heard != microphone) {
            seat.tell(new RoomEvent.Muted(""));
        }
        if (seen != camera) {
            seat.tell(new RoomEvent.CameraStopped(""));
        }
    }

    void set(Seat seat, Source microphone, Source camera) {
        if (microphone != Source.ON) {
            seat.askToUnmute(seat.mayUnmute() && seat.microphone() != Source.ON);
        }
        if (seat.sources(microphone, camera)) {
            gate(seat);
            room.changed(true);
        }
    }

    /** Holds what comes from the browser to what the room shows of it. */
    private void gate(Seat seat) {
        String stream = seat.streamId();
        if (stream != null) {
            video.gate(sessionId, stream, seat.microphone() == Source.ON, seat.camera() == Source.ON);
        }
    }

    private void sharing(Seat seat, @Nullable String stream) {
        if (stream != null && !video.owns(sessionId, seat.id(), stream)) {
            return;
        }
        if (stream != null && !room.may(seat, Freedom.SHARE_SCREEN)) {
            video.unpublish(sessionId, stream);
            seat.tell(new RoomEvent.SharingStopped(""));
            return;
        }
        room.changed(seat.sharing(stream));
    }

    void stopSharing(Seat seat, String by) {
        String stream = seat.screenId();
        if (stream != null) {
            video.unpublish(sessionId, stream);
            room.changed(seat.sharing(null));
            seat.tell(new RoomEvent.SharingStopped(by));
        }
    }

    private void rename(Seat seat, Name wanted) {
        if (seat.vouched()) {
            seat.tell(new RoomEvent.NotRenamed(new Refusal.NameVouched()));
        } else if (room.seats().isTaken(wanted, seat)) {
            seat.tell(new RoomEvent.NotRenamed(new Refusal.NameTaken(wanted)));
        } else if (room.may(seat, Freedom.RENAME)) {
            room.rename(seat, wanted);
        }
    }
}
