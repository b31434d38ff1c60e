package dev.roomjar.liveview.team;

import dev.roomjar.liveview.LiveComponent;
import dev.roomjar.liveview.On;
import dev.roomjar.liveview.render.Rendered;
import java.util.Map;
import java.util.function.Consumer;

/** Somebody who can be poked, and who wears a badge then. */
public final class PersonCard extends LiveComponent<PersonCard.Assigns> {
    /** Who it is, and who wants to know of pokes. */
    public record Assigns(String name, Consumer<String> poked) {}

    private int pokes;
    private int updates;

    @Override
    protected void update(Assigns assigns) {
        updates++;
    }

    @Override
    protected Rendered render() {
        return PersonCardHtml.render(myself(), assigns().name(), pokes, updates);
    }

    @On
    void poke() {
        pokes++;
    }

    @On
    void tellAll() {
        assigns().poked().accept(assigns().name());
    }

    @On
    Map<String, String> who() {
        return Map.of("name", assigns().name());
    }

    @On
    void crash() {
        if (connected()) {
            throw new IllegalStateException("asked to crash");
        }
    }

    @On
    void leave() {
        flash("info", assigns().name() + " left");
        navigate("/");
    }
}
