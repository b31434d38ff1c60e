package dev.roomjar.liveview;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.roomjar.liveview.channel.Component;
import dev.roomjar.liveview.channel.ComponentOwner;
import dev.roomjar.liveview.channel.ViewHost;
import dev.roomjar.liveview.render.Rendered;
import org.jspecify.annotations.Nullable;

/** A user's component as the channel drives it. */
final class DrivenComponent implements Component {
    private final LiveComponent<Object> target;
    private boolean mounted;

    /** That assigns fit is checked where they meet: {@link LiveComponent#live}. */
    @SuppressWarnings("unchecked")
    DrivenComponent(LiveComponent<?> target) {
        this.target = (LiveComponent<Object>) target;
    }

    LiveComponent<?> target() {
        return target;
    }

    @Override
    public String name() {
        return target.getClass().getSimpleName();
    }

    @Override
    public void mount(ViewHost host, ComponentOwner owner) {
        target.attach(host, owner);
    }

    /** The first assigns are there when the component is mounted. */
    @Override
    public void update(Object assigns) {
        target.assign(assigns);
        try {
            if (!mounted) {
                mounted = true;
                target.mount();
            }
            target.update(assigns);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(name() + " could not take its assigns", e);
        }
    }

    @Override
    public Rendered render() {
        return target.render();
    }

    @Override
    public @Nullable JsonNode event(String event, ObjectNode value) throws Exception {
        return EventTable.of(target.getClass()).call(target, event, value);
    }
}
