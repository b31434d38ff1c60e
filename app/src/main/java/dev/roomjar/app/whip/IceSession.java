package dev.roomjar.app.whip;

import java.security.SecureRandom;
import java.util.HexFormat;

/** The peer's end of the transport as last agreed, under the tag that HTTP knows it by (RFC 9725 §4.3.1). Driven by one actor. */
final class IceSession {
    private static final SecureRandom RANDOM = new SecureRandom();

    private String offer;
    private String tag = newTag();

    IceSession(String offer) {
        this.offer = offer;
    }

    /** The strong entity tag, with its quotes. */
    String tag() {
        return tag;
    }

    /** What a fragment means. */
    sealed interface Meaning {
        /** Candidates of the session there is. */
        record Candidates() implements Meaning {}

        /** A restart, as the offer that it stands for. */
        record Restart(String offer) implements Meaning {}
    }

    /** @throws Refused where the fragment is for a session that is no more */
    Meaning read(String ifMatch, IceFragment fragment) {
        boolean any = ifMatch.strip().equals("*");
        if (!any && !ifMatch.strip().equals(tag)) {
            throw new Refused(412, "If-Match names an ICE session that is no more: the one now is " + tag + ".");
        }
        return SdpText.ufrag(offer).orElse("").equals(fragment.credentials().ufrag())
                ? new Meaning.Candidates()
                : new Meaning.Restart(SdpText.withCredentials(offer, fragment.credentials()));
    }

    /** A restart was agreed. */
    void restarted(String newOffer) {
        offer = newOffer;
        tag = newTag();
    }

    private static String newTag() {
        byte[] bytes = new byte[8];
        RANDOM.nextBytes(bytes);
        return '"' + HexFormat.of().formatHex(bytes) + '"';
    }
}
