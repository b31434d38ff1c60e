package dev.roomjar.app.whip;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.opentok.signalling.IceServer;
import java.util.List;
import org.junit.jupiter.api.Test;

class IceServerLinkTest {

    @Test
    void iceServersAreLinkedAsRfc9725Says() {
        IceServer stun = new IceServer(List.of("stun:stun.example.org"), "", "");
        IceServer turn = new IceServer(List.of("turn:turn.example.org?transport=udp"), "ann", "secret");

        assertThat(WhipRoutes.link(stun, "stun:stun.example.org"))
                .isEqualTo("<stun:stun.example.org>; rel=\"ice-server\"");
        assertThat(WhipRoutes.link(turn, turn.urls().getFirst()))
                .isEqualTo("<turn:turn.example.org?transport=udp>; rel=\"ice-server\"; username=\"ann\";"
                        + " credential=\"secret\"; credential-type=\"password\"");
    }
}
