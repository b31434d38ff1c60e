package dev.roomjar.bench.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The load generator sees what the server sends, whole, whichever way the kernel hands it over. */
@EnabledOnOs(OS.LINUX)
class LoadTest {
    private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void everyPacketIsCountedAndSamplesAreAsSent(boolean wholeSegments) throws Exception {
        try (ServerProcess server = ServerProcess.start(List.of(), List.of());
                Load load = new Load(wholeSegments)) {
            int session = server.openSession();
            String publication = server.publish(session, load.publish(Traffic.TYPICAL));
            List<Load.Subscribing> subscribers = new ArrayList<>();
            for (int i = 0; i < 3; i++) {
                subscribers.add(load.subscribe());
                server.subscribe(session, List.of(publication), subscribers.get(i));
            }
            await(() -> subscribers.stream().allMatch(Load.Subscribing::complete));
            load.measureLatency();
            await(() -> load.totals().received() > 1_000);

            Load.Totals totals = load.totals();
            assertThat(totals.expected()).isEqualTo(totals.received());
            assertThat(totals.sampled()).isGreaterThan(10);
            assertThat(totals.corrupt()).isZero();
            assertThat(totals.strays()).isZero();
            assertThat(load.latencies()).isNotEmpty().doesNotContain(0L);
            assertThat(subscribers).allMatch(subscriber -> subscriber.joinedAfter() > 0);
        }
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + PATIENCE;
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            TimeUnit.MILLISECONDS.sleep(10);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
