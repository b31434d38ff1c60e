package dev.roomjar.app.whip;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a {@code trickle-ice-sdpfrag} says (RFC 8840 §9). Candidates are not read: this server is ICE-lite and learns where a peer
 * is from its connectivity checks (RFC 8445 §2.5).
 *
 * @param credentials those of the ICE session that it belongs to, or of the one that it begins
 */
record IceFragment(Credentials credentials) {
    private static final Pattern UFRAG = Pattern.compile("[A-Za-z0-9+/]{4,256}");
    private static final Pattern PASSWORD = Pattern.compile("[A-Za-z0-9+/]{22,256}");

    record Credentials(String ufrag, String password) {
        @Override
        public String toString() {
            return "Credentials[" + ufrag + "]";
        }
    }

    /** @throws Refused where it names no credentials, which every fragment must (RFC 8840 §4.4) */
    static IceFragment parse(String text) {
        List<String> lines = text.lines().map(String::strip).toList();
        Optional<String> ufrag = SdpText.value(lines, "a=ice-ufrag:").filter(UFRAG.asMatchPredicate());
        Optional<String> password = SdpText.value(lines, "a=ice-pwd:").filter(PASSWORD.asMatchPredicate());
        if (ufrag.isEmpty() || password.isEmpty()) {
            throw new Refused(
                    400,
                    "The fragment needs an a=ice-ufrag and an a=ice-pwd line as RFC 8839 describes them (RFC 8840).");
        }
        return new IceFragment(new Credentials(ufrag.get(), password.get()));
    }
}
