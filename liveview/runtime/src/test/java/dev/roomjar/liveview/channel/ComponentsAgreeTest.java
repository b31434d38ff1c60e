package dev.roomjar.liveview.channel;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.roomjar.liveview.render.ComponentPlace;
import dev.roomjar.liveview.render.Diff;
import dev.roomjar.liveview.render.Html;
import dev.roomjar.liveview.render.Keyed;
import dev.roomjar.liveview.render.Oracle;
import dev.roomjar.liveview.render.Rendered;
import dev.roomjar.liveview.render.Template;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Pages of nested components wander through random states, components come, move and go, and the official client must show each
 * state as the server renders it. A failure prints the seed; run again with {@code -Doracle.seed=…} to see it again.
 */
class ComponentsAgreeTest {
    private static final int VIEWS = 80;
    private static final int STEPS = 40;

    private static final Template PAGE = Template.of("page", false, "<main>", "</main>", "");
    private static final Template PLAIN = Template.of("plain", true, "<p>", "</p>");
    private static final Template ROW = Template.of("row", true, "<li>", "", "</li>");
    private static final Template WRAPPED = Template.of("wrapped", true, "<nav>", "</nav>");
    private static final Template BARE = Template.of("bare", false, "");
    private static final Template[] KINDS = {
        Template.of("card", true, "<section><h2>", "</h2>", "<ul>", "</ul>", "</section>"),
        Template.of("box", true, "<div>", "<b>", "</b>", "</div>"),
    };

    private final long seed = Long.getLong("oracle.seed", new Random().nextLong());
    private final Random random = new Random(seed);

    @Test
    void whateverComponentsComeMoveAndGo() throws Exception {
        Oracle client = Oracle.start();
        for (int view = 0; view < VIEWS; view++) {
            client.open("components " + view);
            new Page(client).wander();
        }
        client.agrees("components, seed " + seed);
    }

    private record Key(int kind, int id) {}

    private record Place(Key key, String assigns) implements ComponentPlace {}

    /** What stands where: changed at random, and never with one component in two places. */
    private final class Page {
        private final Oracle client;
        private final ViewHost host = new ViewHost(new Visitor(Map.of(), "", ""), Map.of(), Wire.object(), null);
        private final ComponentSet components = new ComponentSet(host, place -> new Part((Key) place.key()));
        private final Map<Key, Part> parts = new HashMap<>();
        private final Set<Integer> numbers = new TreeSet<>();
        private List<Key> top = new ArrayList<>();
        private final Set<Key> used = new HashSet<>();
        private final Set<Key> onPage = new HashSet<>();
        private List<Integer> announced = new ArrayList<>();
        private @Nullable Rendered shown;
        private String text = "";

        Page(Oracle client) {
            this.client = client;
        }

        void wander() throws Exception {
            for (int step = 0; step < STEPS; step++) {
                boolean all = step == 0 || random.nextInt(3) == 0;
                if (all) {
                    rearrange();
                }
                parts.values().forEach(part -> {
                    if (onPage.contains(part.key) && random.nextInt(4) == 0) {
                        part.change();
                    }
                });
                show(all);
                letGo();
            }
        }

        private Part part(Key key) {
            return Objects.requireNonNull(parts.get(key));
        }

        private void rearrange() {
            text = text();
            used.clear();
            top = keys(4);
            parts.values().forEach(part -> {
                part.inner = List.of();
                part.owner.changed();
            });
        }

        private List<Key> keys(int most) {
            var keys = new ArrayList<Key>();
            for (int i = random.nextInt(most + 1); i > 0; i--) {
                Key key = new Key(random.nextInt(KINDS.length), random.nextInt(6));
                if (used.add(key)) {
                    keys.add(key);
                }
            }
            Collections.shuffle(keys, random);
            return keys;
        }

        private void show(boolean all) {
            Diff.Message message = Diff.message();
            components.begin(shown, all || shown == null);
            if (all || shown == null) {
                Rendered tree = new Rendered(PAGE, new Object[] {places(top), Html.body(text)});
                message.between(shown, tree, components);
                shown = tree;
            }
            components.write(message);
            onPage.clear();
            String html = html(shown);
            onPage.forEach(key -> numbers.add(part(key).owner.number()));
            client.shows(message.json(), html);
        }

        private String html(Rendered tree) {
            return tree.html(place -> {
                Key key = (Key) place.key();
                onPage.add(key);
                return html(part(key).tree);
            });
        }

        /** The client announces what is not there any more; that it is gone is said when the server has answered. */
        private void letGo() {
            var absent = new ArrayList<>(numbers);
            absent.removeAll(onPageNumbers());
            client.leaving(absent);
            if (random.nextBoolean()) {
                announced.retainAll(absent);
                components.gone(announced);
                numbers.removeAll(announced);
                client.gone(announced);
                announced = absent;
            }
        }

        private List<Integer> onPageNumbers() {
            return onPage.stream().map(key -> part(key).owner.number()).toList();
        }

        private Object places(List<Key> keys) {
            Keyed rows = new Keyed(ROW);
            for (Key key : keys) {
                rows.add(key.toString(), new Object[] {
                    new Place(key, random.nextBoolean() ? "same" : text()), random.nextBoolean() ? "" : text()
                });
            }
            return new Rendered(WRAPPED, new Object[] {new Rendered(WRAPPED, new Object[] {rows})});
        }

        /** A component with text, a branch, a list, and components of its own. */
        private final class Part implements Component {
            private final Key key;
            private ComponentOwner owner = new ComponentOwner(1, host, () -> {});
            private String given = "";
            private String own = text();
            private List<String> items = List.of();
            private List<Key> inner = List.of();
            private Rendered tree = new Rendered(BARE, new Object[0]);

            Part(Key key) {
                this.key = key;
            }

            void change() {
                own = text();
                items = random.nextBoolean() ? items : List.of(text() + 1, text() + 2, text() + 3);
                owner.changed();
            }

            @Override
            public String name() {
                return key.toString();
            }

            @Override
            public void mount(ViewHost viewHost, ComponentOwner itself) {
                owner = itself;
                parts.put(key, this);
            }

            @Override
            public void update(Object assigns) {
                given = (String) assigns;
            }

            @Override
            public Rendered render() {
                used.add(key);
                if (inner.isEmpty() && used.size() < 9) {
                    inner = keys(2);
                }
                Object branch = random.nextBoolean() ? "" : new Rendered(PLAIN, new Object[] {Html.body(text())});
                Keyed list = new Keyed(ROW);
                items.forEach(item -> list.add(item, new Object[] {Html.body(item), branch}));
                tree = key.kind == 0
                        ? new Rendered(KINDS[0], new Object[] {Html.body(own), branch, list, places(inner)})
                        : new Rendered(KINDS[1], new Object[] {Html.body(given), places(inner), branch});
                return tree;
            }

            @Override
            public @Nullable JsonNode event(String event, ObjectNode value) {
                return null;
            }
        }
    }

    private String text() {
        return new String[] {"", "a", "<b>", "\"so\"", "schön"}[random.nextInt(5)] + random.nextInt(3);
    }
}
