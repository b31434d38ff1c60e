package dev.roomjar.media.sfu;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DeadlinesTest {

    @Test
    void endpointsComeOutInTheOrderOfTheirLatestDeadlines() {
        try (Call call = new Call(91)) {
            List<Endpoint> endpoints = new ArrayList<>();
            for (int i = 0; i < 200; i++) {
                endpoints.add((Endpoint) call.viewer().receiver);
            }
            Deadlines deadlines = new Deadlines();
            endpoints.forEach(endpoint -> endpoint.heapIndex = -1);
            Random random = new Random(91);
            Map<Endpoint, Long> expected = new HashMap<>();
            for (int i = 0; i < 5_000; i++) {
                Endpoint endpoint = endpoints.get(random.nextInt(endpoints.size()));
                if (random.nextInt(4) == 0) {
                    deadlines.schedule(endpoint, Long.MAX_VALUE);
                    expected.remove(endpoint);
                } else {
                    long deadline = random.nextInt(1_000_000);
                    deadlines.schedule(endpoint, deadline);
                    expected.put(endpoint, deadline);
                }
            }

            List<Long> order = new ArrayList<>();
            for (Scheduled due = deadlines.pollDue(2_000_000); due != null; due = deadlines.pollDue(2_000_000)) {
                order.add(due.deadline);
            }

            assertThat(order).isSorted();
            assertThat(order).containsExactlyInAnyOrderElementsOf(expected.values());
            assertThat(deadlines.next()).isEqualTo(Long.MAX_VALUE);
        }
    }
}
