package dev.roomjar.media.srtp;

import java.util.Arrays;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Chooses where AES-GCM comes from, once: the first of the libraries that is found and agrees with the Java runtime, else the latter. */
final class PacketCiphers {
    private static final Logger LOG = LoggerFactory.getLogger(PacketCiphers.class);

    /** Names the only library to be tried, to compare them: {@code ipsec-mb}, {@code openssl}, or {@code java} for none. */
    private static final String CHOICE = System.getProperty("roomjar.srtp.cipher", "");

    private static final PacketCipher.Engine BEST = choose();

    private PacketCiphers() {}

    static PacketCipher.Engine best() {
        return BEST;
    }

    private static PacketCipher.Engine choose() {
        Optional<PacketCipher.Engine> chosen = Optional.empty();
        if (CHOICE.isEmpty() || CHOICE.equals("ipsec-mb")) {
            chosen = ipsecMb();
        }
        if (chosen.isEmpty() && (CHOICE.isEmpty() || CHOICE.equals("openssl"))) {
            chosen = openSsl();
        }
        return chosen.orElse(JdkPacketCipher::new);
    }

    /** Intel's engine, if it passes the self-test; few machines have the library. */
    static Optional<PacketCipher.Engine> ipsecMb() {
        return tested("ipsec-mb", IpsecMbPacketCipher::new);
    }

    /** OpenSSL's engine, if it passes the self-test. */
    static Optional<PacketCipher.Engine> openSsl() {
        return tested("OpenSSL", OpenSslPacketCipher::new);
    }

    private static Optional<PacketCipher.Engine> tested(String name, PacketCipher.Engine engine) {
        try {
            for (int keyLength : new int[] {16, 32}) {
                requireAgreement(engine, keyLength);
            }
            LOG.debug("SRTP uses the AES-GCM of {}", name);
            return Optional.of(engine);
        } catch (RuntimeException | LinkageError e) {
            LOG.debug("SRTP does not use the AES-GCM of {}: {}", name, cause(e));
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
        cipher.seal(new byte[12], packet, 0, 12, packet, 12, 100);
        return packet;
    }

    private static boolean opens(PacketCipher cipher, byte[] packet) {
        return cipher.open(new byte[12], packet.clone(), 0, 12, packet.clone(), 12, 100);
    }
}
