package dev.roomjar.media.sdp;

import java.util.Map;
import java.util.Optional;

/**
 * What a receiver's answer agreed to.
 *
 * @param transport the receiver's end of the transport; empty where it refused every section
 * @param accepted the sections it takes, by mid, with its payload types and extension ids. A section that is missing here was
 *     refused: the browser can decode none of its codecs
 */
public record ReceiverAnswer(Optional<RemoteTransport> transport, Map<String, NegotiatedMedia> accepted) {
    public ReceiverAnswer {
        accepted = Map.copyOf(accepted);
    }
}
