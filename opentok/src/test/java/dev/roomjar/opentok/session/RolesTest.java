package dev.roomjar.opentok.session;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.opentok.Capability;
import dev.roomjar.opentok.Role;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A client that sends whatever it likes, whatever its role. */
class RolesTest {
    private final Stage stage = new Stage();
    private final Stage.Client anna = stage.publisher("anna");
    private final PublishedStream camera = anna.publish();

    @ParameterizedTest
    @EnumSource(Role.class)
    void aRoleMayWhatItMayAndNothingElse(Role role) {
        Stage.Client forger = stage.enter("forger", role);
        int media = stage.toMedia.size();
        anna.takeAll();
        actions().forEach((capability, requests) -> {
            if (!role.may(capability)) {
                for (Request request : requests) {
                    forger.ask(request);
                    assertThat(forger.takeFailure().name())
                            .as("%s %s", role, request)
                            .isEqualTo("OT_PERMISSION_DENIED");
                }
            }
        });
        assertThat(stage.toMedia).as("what reached the media server").hasSize(media);
        assertThat(anna.heard()).as("what others noticed").isEmpty();
        actions().forEach((capability, requests) -> {
            if (role.may(capability)) {
                forger.ask(requests.getFirst());
                assertThat(forger.takeAll())
                        .as("%s %s", role, requests.getFirst())
                        .noneMatch(reply -> reply instanceof Message.Failed failed
                                && failed.failure().name().equals("OT_PERMISSION_DENIED"));
            }
        });
    }

    private Map<Capability, List<Request>> actions() {
        Map<Capability, List<Request>> actions = new LinkedHashMap<>();
        String stream = camera.streamId();
        actions.put(
                Capability.PUBLISH,
                List.of(
                        new Request.Publish(1, "", "camera", true, true, VideoDimensions.UNKNOWN, "offer"),
                        new Request.Renegotiate(1, stream, "offer"),
                        new Request.UpdateStream(1, stream, false, false, null),
                        new Request.Unpublish(1, stream)));
        actions.put(
                Capability.SUBSCRIBE,
                List.of(
                        new Request.Subscribe(1, stream, true, true),
                        new Request.UpdateSubscription(1, "any", true, true),
                        new Request.Unsubscribe(1, "any"),
                        new Request.Answer(1, 1, "answer"),
                        new Request.RestartIce(1)));
        actions.put(Capability.SIGNAL, List.of(new Request.Signal(1, "type", "data", null)));
        actions.put(Capability.FORCE_MUTE, List.of(new Request.ForceMute(1, stream)));
        actions.put(Capability.FORCE_UNPUBLISH, List.of(new Request.ForceUnpublish(1, stream)));
        actions.put(Capability.FORCE_DISCONNECT, List.of(new Request.ForceDisconnect(1, anna.id())));
        return actions;
    }
}
