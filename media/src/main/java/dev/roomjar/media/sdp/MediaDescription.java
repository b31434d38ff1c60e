package dev.roomjar.media.sdp;

import dev.roomjar.media.rtp.MediaKind;
import java.util.List;
import java.util.Optional;

/**
 * One media section (RFC 8866 §5.14).
 *
 * @param media the word after {@code m=}
 * @param port 0 where the section is refused or ended, or bundle-only
 * @param formats payload types, as written
 * @param connection what follows {@code c=}, empty for none
 */
record MediaDescription(
        String media, int port, String protocol, List<String> formats, String connection, Attributes attributes) {
    MediaDescription {
        formats = List.copyOf(formats);
    }

    Optional<MediaKind> kind() {
        return switch (media) {
            case "audio" -> Optional.of(MediaKind.AUDIO);
            case "video" -> Optional.of(MediaKind.VIDEO);
            default -> Optional.empty();
        };
    }

    /** The section's identification, empty where it has none. */
    String mid() {
        return attributes.first("mid").orElse("");
    }

    /** Whether the section is refused or ended; a bundle-only section has port 0 and is not (RFC 9143 §6). */
    boolean isRefused() {
        return port == 0 && !attributes.has("bundle-only");
    }

    Direction direction() {
        return Direction.of(attributes).orElse(Direction.SENDRECV);
    }
}
