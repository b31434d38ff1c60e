package dev.roomjar.media.srtp;

import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** Every cipher engine of this machine. */
final class EnginesUnderTest {
    private EnginesUnderTest() {}

    static Stream<Named<PacketCipher.Engine>> all() {
        return Stream.concat(
                Stream.of(Named.of("JDK", JdkPacketCipher::new)),
                PacketCiphers.openSsl().stream().map(engine -> Named.of("OpenSSL", engine)));
    }
}
