package dev.roomjar.media.sdp;

import dev.roomjar.media.MediaException;
import java.util.Arrays;
import java.util.List;

/** What the answering sides have in common: what every offer must have, and the parts of an answer that do not depend on media. */
final class OfferChecks {
    private OfferChecks() {}

    static void checkUsable(SessionDescription session, MediaDescription section) {
        String name = "The offer's " + section.media() + " section";
        if (section.mid().isEmpty() || section.mid().length() > 32) {
            throw new MediaException(name + " has no a=mid line of at most 32 characters (RFC 9143).");
        }
        if (!section.protocol().equals("UDP/TLS/RTP/SAVPF")) {
            throw new MediaException(
                    name + " wants " + section.protocol() + "; only UDP/TLS/RTP/SAVPF is spoken here.");
        }
        if (!section.attributes().has("rtcp-mux")) {
            throw new MediaException(name + " has no a=rtcp-mux; RTP and RTCP must share one port (RFC 8834 §4.5).");
        }
        if (session.attributes().has("ice-lite")) {
            throw new MediaException(
                    "The offer says a=ice-lite; this server is ICE-lite itself, so the peer must be full.");
        }
        String setup = TransportLines.attribute(session, section, "setup").orElse("");
        if (!setup.equals("actpass") && !setup.equals("active") && !setup.equals("passive")) {
            throw new MediaException(name + " has a=setup:" + setup + "; offer actpass, active or passive.");
        }
    }

    /** Our side of {@code a=setup}: passive where the offer leaves the choice (RFC 8842 §5.3). */
    static String setup(SessionDescription session, MediaDescription offered) {
        return TransportLines.attribute(session, offered, "setup").orElse("").equals("passive") ? "active" : "passive";
    }

    /** A section alone needs no bundle. */
    static void checkBundle(SessionDescription session, List<String> mids) {
        if (mids.size() == 1 && !isBundled(session)) {
            return;
        }
        for (String group : session.attributes().all("group")) {
            List<String> words = Arrays.asList(group.split(" +", -1));
            if (words.getFirst().equals("BUNDLE") && words.containsAll(mids)) {
                return;
            }
        }
        throw new MediaException("The offer has no a=group:BUNDLE line with the sections " + String.join(", ", mids)
                + "; use bundlePolicy \"max-bundle\" or \"balanced\".");
    }

    static MediaDescription refusal(MediaDescription offered) {
        Attributes.Builder out = Attributes.builder();
        if (!offered.mid().isEmpty()) {
            out.add("mid", offered.mid());
        }
        out.add(Direction.INACTIVE.sdpName());
        return new MediaDescription(
                offered.media(), 0, offered.protocol(), offered.formats(), "IN IP4 0.0.0.0", out.build());
    }

    private static boolean isBundled(SessionDescription session) {
        return session.attributes().all("group").stream().anyMatch(group -> group.startsWith("BUNDLE"));
    }

    static Attributes sessionAttributes(SessionDescription offer, List<String> bundled) {
        Attributes.Builder out = Attributes.builder();
        if (isBundled(offer)) {
            out.add("group", "BUNDLE " + String.join(" ", bundled));
        }
        out.add("ice-lite");
        if (offer.attributes().has("extmap-allow-mixed")) {
            out.add("extmap-allow-mixed");
        }
        return out.add("msid-semantic", "WMS *").build();
    }
}
