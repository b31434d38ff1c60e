package dev.roomjar.media.srtp;

import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses where AES-GCM comes from, once: OpenSSL where it is found and agrees with the Java runtime, else the latter. */
final class PacketCiphers {
    private static final Logger LOG = LoggerFactory.getLogger(PacketCiphers.class);
    private static final PacketCipher.Engine BEST = openSsl().orElse(JdkPacketCipher::new);

    private PacketCiphers() {}

    static PacketCipher.Engine best() {
        return BEST;
    }

    /** OpenSSL's engine, if it passes the self-test. */
    static Optional<PacketCipher.Engine> openSsl() {
        try {
            PacketCipher.Engine engine = OpenSslPacketCipher::new;
            for (int keyLength : new int[] {16, 32}) {
                requireAgreement(engine, keyLength);
            }
            return Optional.of(engine);
        } catch (RuntimeException | LinkageError e) {
            LOG.info("SRTP uses the Java runtime's AES-GCM, since OpenSSL's cannot be used: {}", cause(e));
            return Optional.empty();
        }
    }

    /** A missing library or function comes wrapped in what its class failed with. */
    private static String cause(Throwable e) {
        return String.valueOf(
                e.getCause() == null ? e.getMessage() : e.getCause().getMessage());
    }

    private static void requireAgreement(PacketCipher.Engine engine, int keyLength) {
        byte[] key = new byte[keyLength];
        Arrays.fill(key, (byte) 0x4B);
        byte[] byJdk = sealed(new JdkPacketCipher(key));
        PacketCipher candidate = engine.create(key);
        byte[] tampered = byJdk.clone();
        tampered[tampered.length - 1] ^= 1;
        boolean agrees =
                Arrays.equals(byJdk, sealed(candidate)) && opens(candidate, byJdk) && !opens(candidate, tampered);
        if (!agrees) {
            throw new IllegalStateException("its results differ from the Java runtime's");
        }
    }

    private static byte[] sealed(PacketCipher cipher) {
        byte[] packet = new byte[12 + 100 + PacketCipher.TAG_LENGTH];
        Arrays.fill(packet, (byte) 0x52);
        cipher.seal(new byte[12], packet, 0, 12, packet, 12, 100, packet, 12);
        return packet;
    }

    private static boolean opens(PacketCipher cipher, byte[] packet) {
        return cipher.open(new byte[12], packet.clone(), 0, 12, packet.clone(), 12, 100);
    }
}
