package dev.roomjar.media.testing;

import dev.roomjar.media.dtls.Fingerprint;
import dev.roomjar.media.ice.IceCredentials;
import dev.roomjar.media.ice.TransportAddress;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads the server's session descriptions independently of the server's own reader: lines, no more. */
public final class SdpLines {
    private final List<String> session = new ArrayList<>();
    private final List<Section> sections = new ArrayList<>();

    /** The lines of one {@code m=} section. */
    public record Section(List<String> lines) {

        public String mediaLine() {
            return lines.getFirst();
        }

        public boolean isVideo() {
            return mediaLine().startsWith("m=video");
        }

        public Optional<String> attribute(String name) {
            return lines.stream()
                    .filter(line -> line.startsWith("a=" + name + ":"))
                    .map(line -> line.substring(name.length() + 3))
                    .findFirst();
        }

        public boolean has(String line) {
            return lines.contains(line);
        }

        public List<String> startingWith(String... prefixes) {
            return lines.stream()
                    .filter(line -> List.of(prefixes).stream().anyMatch(line::startsWith))
                    .toList();
        }

        /** The payload type whose rtpmap names this encoding, −1 for none. */
        public int payloadType(String encoding) {
            return startingWith("a=rtpmap:").stream()
                    .filter(line -> line.substring(line.indexOf(' ') + 1)
                            .regionMatches(true, 0, encoding, 0, encoding.length()))
                    .map(line -> Integer.parseInt(line.substring("a=rtpmap:".length(), line.indexOf(' '))))
                    .findFirst()
                    .orElse(-1);
        }

        /** The id of a header extension, 0 for none. */
        int extension(String uri) {
            return startingWith("a=extmap:").stream()
                    .filter(line -> line.endsWith(" " + uri))
                    .map(line -> Integer.parseInt(line.substring("a=extmap:".length(), line.indexOf(' '))))
                    .findFirst()
                    .orElse(0);
        }

        /** The SSRCs of the section, media first, then retransmission. */
        public List<Integer> ssrcs() {
            return startingWith("a=ssrc:").stream()
                    .map(line -> Integer.parseUnsignedInt(line.substring("a=ssrc:".length(), line.indexOf(' '))))
                    .distinct()
                    .toList();
        }
    }

    public SdpLines(String sdp) {
        List<String> into = session;
        for (String line : sdp.lines().toList()) {
            if (line.startsWith("m=")) {
                into = new ArrayList<>();
                sections.add(new Section(into));
            }
            into.add(line);
        }
    }

    public List<Section> sections() {
        return sections;
    }

    public IceCredentials credentials() {
        return new IceCredentials(any("ice-ufrag"), any("ice-pwd"));
    }

    public List<Fingerprint> fingerprints() {
        return List.of(Fingerprint.parse(any("fingerprint")));
    }

    /** The address of the first candidate that speaks UDP. */
    public TransportAddress candidate() {
        return candidate(false);
    }

    /** The address of the first candidate that speaks UDP, or of the first that takes TCP connections. */
    public TransportAddress candidate(boolean tcp) {
        List<String> fields = sections.stream()
                .flatMap(section -> section.startingWith("a=candidate:").stream())
                .filter(line -> line.endsWith(" typ host tcptype passive") == tcp)
                .map(line -> List.of(line.split(" ", -1)))
                .filter(each -> each.get(2).equals(tcp ? "tcp" : "udp"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the session description has no candidate for " + (tcp ? "TCP" : "UDP")));
        return TransportAddress.of(
                        new InetSocketAddress(InetAddress.ofLiteral(fields.get(4)), Integer.parseInt(fields.get(5))))
                .from(tcp ? TransportAddress.TCP : 0);
    }

    private String any(String name) {
        return new Section(session)
                .attribute(name)
                .or(() -> sections.stream()
                        .flatMap(section -> section.attribute(name).stream())
                        .findFirst())
                .orElseThrow(() -> new IllegalArgumentException("the session description has no " + name));
    }
}
