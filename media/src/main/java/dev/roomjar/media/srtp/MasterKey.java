package dev.roomjar.media.srtp;

/** A master key with its salt (RFC 3711 §3.2.1). Secret: {@link #toString()} does not show it. */
public final class MasterKey {
    private final byte[] key;
    private final byte[] salt;

    public MasterKey(byte[] key, byte[] salt) {
        this.key = key.clone();
        this.salt = salt.clone();
    }

    byte[] key() {
        return key.clone();
    }

    byte[] salt() {
        return salt.clone();
    }

    @Override
    public String toString() {
        return "MasterKey[secret]";
    }
}
