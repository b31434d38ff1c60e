package dev.roomjar.media.srtp;

/** The keys of one protocol, SRTP or SRTCP, in one direction (RFC 3711 §4.3.2). Secret; never printed. */
final class SessionKeys {
    private static final int AUTHENTICATION_KEY_LENGTH = 20;

    private final byte[] encryption;
    private final byte[] authentication;
    private final byte[] salt;

    SessionKeys(byte[] encryption, byte[] authentication, byte[] salt) {
        this.encryption = encryption;
        this.authentication = authentication;
        this.salt = salt;
    }

    static SessionKeys ofRtp(SrtpProfile profile, MasterKey master) {
        return derive(profile, new KeyDerivation(master), 0);
    }

    static SessionKeys ofRtcp(SrtpProfile profile, MasterKey master) {
        return derive(profile, new KeyDerivation(master), 3);
    }

    private static SessionKeys derive(SrtpProfile profile, KeyDerivation derivation, int firstLabel) {
        return new SessionKeys(
                derivation.derive(firstLabel, profile.keyLength()),
                derivation.derive(firstLabel + 1, AUTHENTICATION_KEY_LENGTH),
                derivation.derive(firstLabel + 2, profile.saltLength()));
    }

    byte[] encryption() {
        return encryption;
    }

    byte[] authentication() {
        return authentication;
    }

    byte[] salt() {
        return salt;
    }
}
