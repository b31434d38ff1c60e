package dev.roomjar.app.whip;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FailureLimitTest {

    @Test
    void whoTriesTokensOutIsToldToSlowDownAndAGoodTokenIsNeverHeldBack(@TempDir Path folder) throws Exception {
        try (RunningDoors doors = new RunningDoors(folder.resolve("data"))) {
            int status = 0;
            for (int i = 0; i < 60 && status != 429; i++) {
                status = doors.offer("/whip/Guess/Ann", "guess" + i, RunningDoors.ENCODER)
                        .statusCode();
            }

            assertThat(status).isEqualTo(429);
            assertThat(doors.offer("/whip/Guess/Ann", doors.publisher("Guess"), RunningDoors.ENCODER)
                            .statusCode())
                    .isEqualTo(201);
        }
    }

    @Test
    void failuresAreForgivenWithTimeAndNotCountedForOthers() {
        FailureLimit limit = new FailureLimit();
        for (int i = 0; i < 20; i++) {
            assertThat(limit.isTooMany("a", 1_000_000)).isFalse();
        }

        assertThat(limit.isTooMany("a", 1_000_000)).isTrue();
        assertThat(limit.isTooMany("b", 1_000_000)).isFalse();
        assertThat(limit.isTooMany("a", 1_002_000)).isFalse();
    }

    @Test
    void addressesAreNotKeptWithoutBound() {
        FailureLimit limit = new FailureLimit();
        for (int i = 0; i < 20; i++) {
            limit.isTooMany("first", 0);
        }
        for (int i = 0; i < 10_000; i++) {
            limit.isTooMany("address " + i, 0);
        }

        assertThat(limit.isTooMany("first", 0)).as("forgotten").isFalse();
    }
}
