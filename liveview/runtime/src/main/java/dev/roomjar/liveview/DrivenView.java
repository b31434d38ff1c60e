package dev.roomjar.liveview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.roomjar.liveview.channel.Location;
import dev.roomjar.liveview.channel.View;
import dev.roomjar.liveview.channel.ViewHost;
import dev.roomjar.liveview.render.Rendered;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A user's view as the channel drives it. The view itself is made on mount, so that its constructor may fail like a mount. */
final class DrivenView implements View {
    private final Class<? extends LiveView> type;
    private final Supplier<? extends LiveView> factory;
    private @Nullable LiveView view;

    DrivenView(Class<? extends LiveView> type, Supplier<? extends LiveView> factory) {
        this.type = type;
        this.factory = factory;
    }

    @Override
    public String name() {
        return type.getSimpleName();
    }

    @Override
    public void mount(ViewHost host, Location location) throws Exception {
        LiveView made = factory.get();
        made.attach(host, host);
        view = made;
        made.mount(new Params(location.params()));
    }

    @Override
    public void handleParams(Location location) throws Exception {
        view().handleParams(new Params(location.params()), location.uri());
    }

    @Override
    public Rendered render() {
        return view().render();
    }

    @Override
    public @Nullable String title() {
        return view().title();
    }

    @Override
    public @Nullable JsonNode event(String event, ObjectNode value) throws Exception {
        return EventTable.of(type).call(view(), event, value);
    }

    private LiveView view() {
        if (view == null) {
            throw new IllegalStateException(name() + " is not mounted");
        }
        return view;
    }
}
