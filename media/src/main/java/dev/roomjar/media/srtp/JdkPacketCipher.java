package dev.roomjar.media.srtp;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** AES-GCM by the Java runtime; its cipher makes about 1,100 bytes of garbage per packet. */
final class JdkPacketCipher implements PacketCipher {
    private final SecretKeySpec key;
    private final Cipher cipher;

    JdkPacketCipher(byte[] key) {
        this.key = new SecretKeySpec(key, "AES");
        try {
            this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java runtime lacks AES/GCM: " + e.getMessage(), e);
        }
    }

    @Override
    public boolean seal(
            byte[] nonce,
            byte[] associated,
            int associatedOffset,
            int associatedLength,
            byte[] text,
            int offset,
            int length) {
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, parameters(nonce));
            cipher.updateAAD(associated, associatedOffset, associatedLength);
            cipher.doFinal(text, offset, length, text, offset);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public boolean open(
            byte[] nonce,
            byte[] associated,
            int associatedOffset,
            int associatedLength,
            byte[] text,
            int offset,
            int length) {
        try {
            cipher.init(Cipher.DECRYPT_MODE, key, parameters(nonce));
            cipher.updateAAD(associated, associatedOffset, associatedLength);
            cipher.doFinal(text, offset, length + TAG_LENGTH, text, offset);
            return true;
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static AlgorithmParameterSpec parameters(byte[] nonce) {
        return new GCMParameterSpec(8 * TAG_LENGTH, nonce);
    }
}
