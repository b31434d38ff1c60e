package dev.roomjar.media.turn;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Signs messages that {@code StunWriter} would not write: MESSAGE-INTEGRITY (RFC 8489 §14.5), made here independently. */
final class TurnFrameSigner {
    private TurnFrameSigner() {}

    static byte[] signed(byte[] message, byte[] key) {
        try {
            byte[] whole = Arrays.copyOf(message, message.length + 24);
            ByteBuffer buffer = ByteBuffer.wrap(whole);
            buffer.putShort(2, (short) (whole.length - 20));
            Mac mac = Mac.getInstance("HmacSHA1");
            mac.init(new SecretKeySpec(key, "HmacSHA1"));
            mac.update(whole, 0, message.length);
            buffer.position(message.length);
            buffer.putShort((short) 0x0008).putShort((short) 20).put(mac.doFinal());
            return whole;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
