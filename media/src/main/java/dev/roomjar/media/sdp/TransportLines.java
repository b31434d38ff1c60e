package dev.roomjar.media.sdp;

import dev.roomjar.media.MediaException;
import dev.roomjar.media.ice.TransportAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Reads and writes what a description says of ICE (RFC 8839) and DTLS (RFC 8122, RFC 8842). */
final class TransportLines {
    private static final Pattern ICE_CHARACTERS = Pattern.compile("[A-Za-z0-9+/]{1,256}");
    private static final Pattern FINGERPRINT =
            Pattern.compile("([A-Za-z0-9-]{1,16}) +((?:[0-9A-Fa-f]{2}:){15,63}[0-9A-Fa-f]{2})");
    private static final int HOST_PREFERENCE = 126;

    /** Below every UDP candidate but relayed ones: media over TCP waits for what was lost (RFC 6544 §4.2). */
    private static final int TCP_HOST_PREFERENCE = 90;

    /** The direction part of a passive candidate's local preference (RFC 6544 §4.2). */
    private static final int PASSIVE = 4 << 13;

    private TransportLines() {}

    /** What the section, or else the session, says; {@code what} names the description in messages. */
    static RemoteTransport read(String what, SessionDescription session, MediaDescription section) {
        String ufrag = required(what, session, section, "ice-ufrag");
        String password = required(what, session, section, "ice-pwd");
        if (password.length() < 22 || ufrag.length() < 4) {
            throw new MediaException("The " + what + "'s a=ice-ufrag or a=ice-pwd is shorter than RFC 8839 allows.");
        }
        return new RemoteTransport(
                ufrag,
                password,
                fingerprints(what, session, section),
                section.attributes().has("rtcp-rsize"),
                attribute(session, section, "setup").orElse("").equals("passive"));
    }

    static Optional<String> attribute(SessionDescription session, MediaDescription section, String name) {
        return section.attributes().first(name).or(() -> session.attributes().first(name));
    }

    private static String required(String what, SessionDescription session, MediaDescription section, String name) {
        String value = attribute(session, section, name)
                .orElseThrow(() -> new MediaException("The " + what + " has no a=" + name
                        + " line; give the text of RTCPeerConnection.localDescription.sdp unchanged."));
        if (!ICE_CHARACTERS.matcher(value).matches()) {
            throw new MediaException("The " + what + "'s a=" + name + " has characters that RFC 8839 does not allow.");
        }
        return value;
    }

    private static List<String> fingerprints(String what, SessionDescription session, MediaDescription section) {
        List<String> lines = section.attributes().all("fingerprint");
        if (lines.isEmpty()) {
            lines = session.attributes().all("fingerprint");
        }
        List<String> fingerprints = new ArrayList<>();
        for (String line : lines) {
            var match = FINGERPRINT.matcher(line);
            if (match.matches()) {
                fingerprints.add(match.group(1).toLowerCase(Locale.ROOT) + " "
                        + match.group(2).toUpperCase(Locale.ROOT));
            }
        }
        if (fingerprints.isEmpty()) {
            throw new MediaException(
                    "The " + what + " has no usable a=fingerprint line; only DTLS-SRTP is spoken here.");
        }
        return fingerprints;
    }

    static void write(LocalTransport local, String setup, Attributes.Builder out) {
        out.add("ice-ufrag", local.ufrag())
                .add("ice-pwd", local.password())
                .add("fingerprint", local.fingerprint())
                .add("setup", setup);
    }

    /** The candidates, all of host type; written in the first section of the bundle only (RFC 9143 §9.1). */
    static void writeCandidates(LocalTransport local, Attributes.Builder out) {
        int rank = 0;
        for (TransportAddress address : local.candidates()) {
            // RFC 8445 §5.1.2.1; component 1.
            long priority = address.isTcp()
                    ? ((long) TCP_HOST_PREFERENCE << 24) | ((long) (PASSIVE | (8191 - rank)) << 8) | 255
                    : ((long) HOST_PREFERENCE << 24) | ((long) (65535 - rank) << 8) | 255;
            out.add(
                    "candidate",
                    ++rank + " 1 " + (address.isTcp() ? "tcp " : "udp ") + priority + " " + host(address) + " "
                            + address.port() + " typ host" + (address.isTcp() ? " tcptype passive" : ""));
        }
        out.add("end-of-candidates");
    }

    /** The {@code c=} line of the default destination. */
    static String connection(LocalTransport local) {
        TransportAddress address = local.candidates().getFirst();
        return "IN " + (address.isIpv4() ? "IP4 " : "IP6 ") + host(address);
    }

    static int port(LocalTransport local) {
        return local.candidates().getFirst().port();
    }

    private static String host(TransportAddress address) {
        return address.toSocketAddress().getAddress().getHostAddress();
    }
}
