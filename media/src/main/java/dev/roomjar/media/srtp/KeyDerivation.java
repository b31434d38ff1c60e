package dev.roomjar.media.srtp;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** The key derivation function of RFC 3711 §4.3 with AES counter mode, run once (key derivation rate zero). */
final class KeyDerivation {
    private static final int LABEL_AT = 7;
    private static final int BLOCK = 16;

    private final MasterKey master;

    KeyDerivation(MasterKey master) {
        this.master = master;
    }

    byte[] derive(int label, int length) {
        byte[] salt = master.salt();
        // A salt of 96 bits stands at the same, left end as one of 112 (RFC 7714 §11).
        byte[] iv = new byte[BLOCK];
        System.arraycopy(salt, 0, iv, 0, salt.length);
        iv[LABEL_AT] ^= (byte) label;
        try {
            Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
            cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(master.key(), "AES"), new IvParameterSpec(iv));
            return cipher.doFinal(new byte[length]);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks AES/CTR: " + e.getMessage(), e);
        }
    }
}
