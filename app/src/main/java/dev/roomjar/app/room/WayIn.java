package dev.roomjar.app.room;

import dev.roomjar.app.page.Visitor;
import dev.roomjar.app.rooms.Name;
import dev.roomjar.app.rooms.Refusal;
import dev.roomjar.app.rooms.RoomSummary;
import dev.roomjar.app.words.Words;
import dev.roomjar.liveview.render.Rendered;
import org.jspecify.annotations.Nullable;

/**
 * The pages before a room, and after it: what is asked of a newcomer at each step.
 *
 * @param address path and query of this page, for forms that come back to it
 * @param glimpse of the room, null while it is not open
 * @param httpsPort where the secure page of this server is
 */
record WayIn(
        Words words,
        String csrfToken,
        Name room,
        String address,
        Newcomer newcomer,
        @Nullable RoomSummary glimpse,
        Devices devices,
        int httpsPort,
        boolean framed) {

    Rendered render(Phase phase) {
        Visitor me = newcomer.visitor();
        return switch (phase) {
            case Phase.Over(var _, String heading, String advice, boolean mayComeBack) ->
                OverHtml.render(words, room, heading, advice, mayComeBack, framed);
            case Phase.Doorstep _ -> doorstep();
            case Phase.Preview _, Phase.AskedForPassword _, Phase.AskedForName _, Phase.Knocking _, Phase.Inside _ ->
                me == null ? doorstep() : beforeTheMirror(phase, entrance(me));
        };
    }

    private Rendered doorstep() {
        return DoorstepHtml.render(words, room, csrfToken, address, Invited.say(words, newcomer), framed);
    }

    private Rendered beforeTheMirror(Phase phase, Entrance entrance) {
        return PreviewHtml.render(
                entrance,
                switch (phase) {
                    case Phase.AskedForPassword(Refusal because) ->
                        PasswordHtml.render(
                                entrance,
                                because instanceof Refusal.PasswordNeeded ? "" : Refusals.say(words, because));
                    case Phase.AskedForName(Refusal because) ->
                        AnotherNameHtml.render(entrance, Refusals.say(words, because));
                    case Phase.Knocking _ -> KnockingHtml.render(entrance);
                    case Phase.Doorstep _, Phase.Preview _, Phase.Inside _, Phase.Over _ ->
                        ReadyHtml.render(
                                entrance,
                                Glimpse.of(words, glimpse, newcomer.opening(), newcomer.invitedAs() != null),
                                Invited.say(words, newcomer));
                });
    }

    private Entrance entrance(Visitor me) {
        return new Entrance(
                words,
                csrfToken,
                room,
                me.name(),
                address,
                Switch.microphone(words, devices.microphone()),
                Switch.camera(words, devices.camera()),
                PreviewNotice.of(words, devices),
                httpsPort,
                framed);
    }
}
