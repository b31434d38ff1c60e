package dev.roomjar.media.srtp;

import java.util.Arrays;

/**
 * What a DTLS handshake yields for SRTP: the profile and the master keys of both sides (RFC 5764 §4.2).
 *
 * @param client protects what the DTLS client sends
 * @param server protects what the DTLS server sends
 */
public record SrtpKeys(SrtpProfile profile, MasterKey client, MasterKey server) {

    /** How many bytes a handshake must export for a profile. */
    public static int exportLength(SrtpProfile profile) {
        return 2 * (profile.keyLength() + profile.saltLength());
    }

    /**
     * Splits exported keying material: client key, server key, client salt, server salt (RFC 5764 §4.2).
     *
     * @param exported {@link #exportLength} bytes
     */
    public static SrtpKeys split(SrtpProfile profile, byte[] exported) {
        if (exported.length != exportLength(profile)) {
            throw new IllegalArgumentException("%s takes %d bytes of keying material, not %d"
                    .formatted(profile, exportLength(profile), exported.length));
        }
        int key = profile.keyLength();
        int salt = profile.saltLength();
        return new SrtpKeys(
                profile,
                new MasterKey(slice(exported, 0, key), slice(exported, 2 * key, salt)),
                new MasterKey(slice(exported, key, key), slice(exported, 2 * key + salt, salt)));
    }

    private static byte[] slice(byte[] bytes, int offset, int length) {
        return Arrays.copyOfRange(bytes, offset, offset + length);
    }
}
