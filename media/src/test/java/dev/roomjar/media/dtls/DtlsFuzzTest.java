package dev.roomjar.media.dtls;

import static dev.roomjar.media.dtls.DtlsFixture.within;
import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.roomjar.media.fuzz.Mutations;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class DtlsFuzzTest {

    @FuzzTest
    void noFirstDatagramBreaksTheServer(byte[] data) {
        try (DtlsFixture dtls = new DtlsFixture().startServer()) {
            dtls.serverEnd.target = datagram -> {};
            dtls.server().receive(data, 0, data.length);
            dtls.server().close();
            assertThat(within(dtls.serverEnd.ended)).isNotNull();
            assertThat(dtls.serverEnd.connected).isNotDone();
        }
    }

    @Test
    void noMutationOfARealHandshakeBreaksTheServer() {
        Mutations.run(6, 300, realHandshake(), this::noFirstDatagramBreaksTheServer);
    }

    private static List<byte[]> realHandshake() {
        try (DtlsFixture dtls = new DtlsFixture().start()) {
            dtls.serverKeys();
            return new ArrayList<>(dtls.clientEnd.sent);
        }
    }
}
