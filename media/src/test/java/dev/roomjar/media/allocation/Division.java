package dev.roomjar.media.allocation;

import dev.roomjar.media.Wishes;
import dev.roomjar.media.Wishes.Priority;
import dev.roomjar.media.allocation.Allocator.Lowest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** One receiver with its videos, divided again and again. */
final class Division {
    final List<FakeLayers> layers = new ArrayList<>();
    final List<VideoDemand> demands = new ArrayList<>();
    private final List<LayerForecast> forecasts = new ArrayList<>();
    private final Allocator allocator = new Allocator();
    Lowest lowest = Lowest.FITTING;
    long now;

    VideoDemand add(FakeLayers source) {
        LayerForecast forecast = new LayerForecast(source);
        VideoDemand demand = new VideoDemand(forecast);
        layers.add(source);
        forecasts.add(forecast);
        demands.add(demand);
        return demand;
    }

    VideoDemand add(FakeLayers source, int width, int height) {
        VideoDemand demand = add(source);
        demand.wishes(new Wishes(width, height, 0, Priority.NORMAL, true));
        return demand;
    }

    VideoDemand addHigh(FakeLayers source) {
        VideoDemand demand = add(source);
        demand.wishes(new Wishes(0, 0, 0, Priority.HIGH, true));
        return demand;
    }

    LayerForecast forecast(VideoDemand demand) {
        return forecasts.get(demands.indexOf(demand));
    }

    Division allocate(long budget) {
        now += 500_000_000;
        forecasts.forEach(forecast -> forecast.refresh(now));
        allocator.allocate(budget, demands, lowest);
        return this;
    }

    long sum() {
        return demands.stream().mapToLong(VideoDemand::bitsPerSecond).sum();
    }

    long used() {
        return allocator.used();
    }

    static int level(VideoDemand demand) {
        return demand.spatial() < 0 ? -1 : demand.spatial() * LayerForecast.MAX_TEMPORAL + demand.temporal();
    }

    List<Integer> levels() {
        return demands.stream().map(Division::level).toList();
    }

    /** The layers that everybody got: "1.2" is spatial layer 1 with temporal layer 2, "–" nothing. */
    @Override
    public String toString() {
        return demands.stream()
                .map(demand -> demand.spatial() < 0 ? "–" : demand.spatial() + "." + demand.temporal())
                .collect(Collectors.joining(" "));
    }
}
