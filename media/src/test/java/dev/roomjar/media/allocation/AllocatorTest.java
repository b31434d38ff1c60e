package dev.roomjar.media.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.roomjar.media.Wishes;
import dev.roomjar.media.Wishes.Priority;
import dev.roomjar.media.allocation.Allocator.Lowest;
import org.junit.jupiter.api.Test;

class AllocatorTest {
    private final Division division = new Division();

    @Test
    void withoutALimitEverybodyGetsTheBest() {
        division.add(FakeLayers.camera());
        division.add(FakeLayers.camera());
        assertThat(division.allocate(Long.MAX_VALUE)).hasToString("2.2 2.2");
    }

    @Test
    void everybodyGetsTheLowestLayerBeforeAnybodyGetsASecond() {
        division.addHigh(FakeLayers.camera());
        division.add(FakeLayers.camera());
        division.add(FakeLayers.camera());
        assertThat(division.allocate(220_000)).hasToString("0.0 0.0 0.0");
    }

    @Test
    void highPriorityIsServedFirst() {
        division.add(FakeLayers.camera());
        division.addHigh(FakeLayers.camera());
        assertThat(division.allocate(2_100_000)).hasToString("0.2 2.2");
    }

    @Test
    void equalsGetEqualParts() {
        for (int i = 0; i < 4; i++) {
            division.add(FakeLayers.camera());
        }
        assertThat(division.allocate(2_200_000)).hasToString("1.2 1.2 1.2 1.2");
    }

    @Test
    void aSmallPlaceGetsASmallLayer() {
        division.add(FakeLayers.camera(), 160, 120);
        division.add(FakeLayers.camera(), 640, 480);
        division.add(FakeLayers.camera(), 1280, 720);
        assertThat(division.allocate(Long.MAX_VALUE)).hasToString("0.2 1.2 2.2");
    }

    @Test
    void enlargingByAQuarterIsGoodEnough() {
        VideoDemand tile = division.add(FakeLayers.camera(), 400, 400);
        assertThat(division.allocate(Long.MAX_VALUE)).hasToString("0.2");
        tile.wishes(new Wishes(401, 400, 0, Priority.NORMAL, true));
        assertThat(division.allocate(Long.MAX_VALUE)).hasToString("1.2");
    }

    @Test
    void fewerFramesThanAskedForAreNotSent() {
        VideoDemand tile = division.add(FakeLayers.camera());
        tile.wishes(new Wishes(0, 0, 15, Priority.NORMAL, true));
        assertThat(division.allocate(Long.MAX_VALUE)).hasToString("2.1");
        tile.wishes(new Wishes(0, 0, 1, Priority.NORMAL, true));
        assertThat(division.allocate(Long.MAX_VALUE)).hasToString("2.0");
    }

    @Test
    void whatIsNotSeenGetsNothing() {
        VideoDemand hidden = division.addHigh(FakeLayers.camera());
        hidden.wishes(new Wishes(0, 0, 0, Priority.HIGH, false));
        division.add(FakeLayers.camera()).on(false);
        division.add(FakeLayers.camera());
        assertThat(division.allocate(2_000_000)).hasToString("– – 2.2");
        assertThat(hidden.isStarved()).isFalse();
        assertThat(hidden.wantedSpatial()).isEqualTo(-1);
    }

    @Test
    void upNeedsRoomToSpareAndDownDoesNot() {
        division.add(FakeLayers.camera());
        assertThat(division.allocate(1_700_000 * 114 / 100)).hasToString("1.2");
        assertThat(division.allocate(1_700_000 * 116 / 100)).hasToString("2.2");
        assertThat(division.allocate(1_700_000))
                .as("kept, although it could not be had")
                .hasToString("2.2");
        assertThat(division.allocate(1_699_999)).hasToString("1.2");
        assertThat(division.allocate(1_700_000)).hasToString("1.2");
    }

    @Test
    void twoOfTheSameDoNotTakeALayerFromEachOther() {
        VideoDemand first = division.add(FakeLayers.camera());
        VideoDemand second = division.add(FakeLayers.camera());
        division.allocate(2_500_000);
        String settled = division.toString();
        for (int i = 0; i < 20; i++) {
            division.layers.get(0).bits[2] = 1_700_000L + (i % 3) * 50_000L;
            division.layers.get(1).bits[2] = 1_700_000L + ((i + 1) % 3) * 50_000L;
            assertThat(division.allocate(2_500_000)).as("run %d", i).hasToString(settled);
        }
        assertThat(first.spatial() + second.spatial()).isEqualTo(3);
    }

    @Test
    void theMostImportantVideoIsTheLastToBePaused() {
        VideoDemand screen = division.addHigh(FakeLayers.camera());
        VideoDemand camera = division.add(FakeLayers.camera());
        assertThat(division.allocate(150_000)).hasToString("0.0 0.0");
        assertThat(division.allocate(100_000)).hasToString("0.0 –");
        assertThat(camera.isStarved()).isTrue();
        assertThat(division.allocate(50_000)).as("a little short").hasToString("0.0 –");
        assertThat(division.allocate(40_000)).as("far too short").hasToString("– –");
        assertThat(screen.isStarved()).isTrue();
        assertThat(division.allocate(60_000)).as("no room to spare").hasToString("– –");
        assertThat(division.allocate(80_000)).hasToString("0.0 –");
    }

    @Test
    void aShortageThatMayPassPausesNothing() {
        division.add(FakeLayers.camera());
        division.add(FakeLayers.camera());
        division.allocate(10_000_000);
        division.lowest = Lowest.HELD;
        assertThat(division.allocate(10_000)).hasToString("0.0 0.0");
        assertThat(division.used()).isGreaterThan(10_000);
        division.lowest = Lowest.FITTING;
        assertThat(division.allocate(10_000)).hasToString("– –");
        division.lowest = Lowest.HELD;
        assertThat(division.allocate(10_000)).as("what was paused stays so").hasToString("– –");
    }

    @Test
    void aBudgetThatIsNotToBeTrustedYetPausesNothing() {
        division.add(FakeLayers.camera());
        division.lowest = Lowest.ALL;
        assertThat(division.allocate(0)).hasToString("0.0");
    }

    @Test
    void whatIsTooDearDoesNotKeepOthersFromTheirLowestLayer() {
        division.add(new FakeLayers(2_500_000));
        division.add(FakeLayers.camera());
        assertThat(division.allocate(900_000)).hasToString("– 1.2");
    }

    @Test
    void aPressedServerWithholdsUpperLayersButNeverTheLast() {
        VideoDemand demand = division.add(FakeLayers.camera());
        demand.withhold(1);
        assertThat(division.allocate(Long.MAX_VALUE)).hasToString("1.2");
        demand.withhold(5);
        assertThat(division.allocate(Long.MAX_VALUE)).hasToString("0.2");
    }

    @Test
    void onlyLayersThatArriveAreGiven() {
        VideoDemand demand = division.add(new FakeLayers(150_000, 500_000, 0));
        assertThat(division.allocate(Long.MAX_VALUE)).hasToString("1.2");
        assertThat(demand.wantedSpatial()).as("but more is wanted").isEqualTo(2);
    }

    @Test
    void aPausedLayerIsWantedOnlyIfItWouldFit() {
        FakeLayers camera = FakeLayers.camera();
        VideoDemand demand = division.add(camera);
        division.allocate(5_000_000);
        camera.bits[2] = 0;
        division.allocate(900_000);
        assertThat(demand.wantedSpatial()).isEqualTo(1);
        division.allocate(1_800_000);
        assertThat(demand.wantedSpatial()).as("no room to spare").isEqualTo(1);
        division.allocate(2_000_000);
        assertThat(demand.wantedSpatial()).isEqualTo(2);
        assertThat(demand.spatial()).isEqualTo(1);
    }

    @Test
    void whereTheSmallLayersDoNotComeTheSmallestThatDoesIsGiven() {
        division.add(new FakeLayers(0, 500_000, 1_700_000), 160, 120);
        assertThat(division.allocate(Long.MAX_VALUE)).hasToString("1.2");
    }

    @Test
    void aPublisherThatSendsNothingIsNoShortage() {
        VideoDemand muted = division.add(new FakeLayers(0, 0, 0));
        division.allocate(1_000_000);
        assertThat(muted.isDecided()).isFalse();
        assertThat(muted.isStarved()).isFalse();
    }

    @Test
    void whatIsDesiredLeavesOutLayersThatNeverCame() {
        FakeLayers camera = new FakeLayers(150_000, 500_000, 0);
        VideoDemand demand = division.add(camera);
        division.allocate(10_000_000);
        assertThat(demand.desiredBitsPerSecond()).isEqualTo(500_000);
        division.forecast(demand).asked(1, division.now);
        division.allocate(10_000_000);
        assertThat(demand.desiredBitsPerSecond())
                .as("paused by us, so it would come")
                .isEqualTo(1_500_000);
        division.forecast(demand).asked(2, division.now);
        division.allocate(10_000_000);
        assertThat(demand.desiredBitsPerSecond()).as("on its way").isEqualTo(1_500_000);
        division.now += 10_000_000_000L;
        division.allocate(10_000_000);
        assertThat(demand.desiredBitsPerSecond()).as("did not come").isEqualTo(500_000);
    }
}
