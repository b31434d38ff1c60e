package dev.roomjar.media.srtp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.management.ThreadMXBean;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.management.ManagementFactory;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Garbage per packet, counted by the JVM: none of our own, so that with the JDK's cipher it is what that makes. */
final class SrtpAllocationTest {
    private static final int PACKETS = 20_000;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    @Test
    void gcmByTheJdkMakesAboutAKilobytePerPacket() {
        assertThat(bytesPerPacket(SrtpProfile.AEAD_AES_128_GCM, JdkPacketCipher::new))
                .isLessThan(1_200);
    }

    @Test
    void gcmByOpenSslMakesNone() {
        var openSsl = PacketCiphers.openSsl();
        assumeTrue(openSsl.isPresent(), "OpenSSL 3 is not on this machine");

        assertThat(bytesPerPacket(SrtpProfile.AEAD_AES_128_GCM, openSsl.get())).isLessThan(16);
    }

    @Test
    void gcmByIpsecMbMakesNone() {
        var ipsecMb = PacketCiphers.ipsecMb();
        assumeTrue(ipsecMb.isPresent(), "ipsec-mb is not on this machine");

        assertThat(bytesPerPacket(SrtpProfile.AEAD_AES_128_GCM, ipsecMb.get())).isLessThan(16);
    }

    @Test
    void counterModeMakesAFewHundredBytesPerPacket() {
        assertThat(bytesPerPacket(SrtpProfile.AES_CM_128_HMAC_SHA1_80, JdkPacketCipher::new))
                .isLessThan(300);
    }

    private static long bytesPerPacket(SrtpProfile profile, PacketCipher.Engine engine) {
        SrtpContext sender = new SrtpContext(
                profile,
                SessionKeys.ofRtp(profile, Rtp.key(profile)),
                SessionKeys.ofRtcp(profile, Rtp.key(profile)),
                engine,
                4);
        byte[] source = Arrays.copyOf(Rtp.packet(Rtp.SSRC, 0, 1138), 1200);
        MemorySegment target = Arena.ofAuto().allocate(1500);
        send(sender, source, target, 0);
        long before = THREADS.getCurrentThreadAllocatedBytes();
        send(sender, source, target, PACKETS);
        return (THREADS.getCurrentThreadAllocatedBytes() - before) / PACKETS;
    }

    private static void send(SrtpContext sender, byte[] source, MemorySegment target, int from) {
        for (int sequence = from; sequence < from + PACKETS; sequence++) {
            source[2] = (byte) (sequence >> 8);
            source[3] = (byte) sequence;
            if (sender.protectRtp(source, 0, 1150, target, 0) < 0) {
                throw new AssertionError("packet " + sequence + " was refused");
            }
        }
    }
}
