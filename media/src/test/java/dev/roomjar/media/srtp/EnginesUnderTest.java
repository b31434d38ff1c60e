package dev.roomjar.media.srtp;

import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** Every cipher engine of this machine. */
final class EnginesUnderTest {
    private EnginesUnderTest() {}

    static Stream<Named<PacketCipher.Engine>> all() {
        Stream<Named<PacketCipher.Engine>> libraries = Stream.concat(
                PacketCiphers.openSsl().stream().map(engine -> Named.of("OpenSSL", engine)),
                PacketCiphers.ipsecMb().stream().map(engine -> Named.of("ipsec-mb", engine)));
        return Stream.concat(Stream.of(Named.of("JDK", JdkPacketCipher::new)), libraries);
    }
}
