package dev.roomjar.liveview.render;

import dev.roomjar.liveview.render.pages.Board;
import dev.roomjar.liveview.render.pages.Board.Card;
import dev.roomjar.liveview.render.pages.Board.Column;
import dev.roomjar.liveview.render.pages.BoardHtml;
import dev.roomjar.liveview.render.pages.Person;
import dev.roomjar.liveview.render.pages.RoomHtml;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/**
 * Pages wander through random states, and the official client must show each of them as the server renders it. A
 * failure prints the seed; run again with {@code -Doracle.seed=…} to see it again.
 */
class ClientAgreesTest {
    private static final int VIEWS = 60;
    private static final int STEPS = 50;
    private static final String[] TEXTS = {
        "", "a", "<b>", "\"quoted\" & 'so'", "line\nbreak", "schön 😀", "javascript:x"
    };

    private final long seed = Long.getLong("oracle.seed", new Random().nextLong());
    private final Random random = new Random(seed);
    private int nextId;

    @Test
    void whateverChangesInARoom() throws Exception {
        Oracle client = Oracle.start();
        for (int view = 0; view < VIEWS; view++) {
            client.open("room " + view);
            List<Person> people = new ArrayList<>();
            String me = null;
            for (int step = 0; step < STEPS; step++) {
                client.shows(RoomHtml.render(text(), me, List.copyOf(people)));
                changePeople(people);
                me = random.nextInt(8) == 0 ? null : text();
            }
        }
        client.agrees("rooms, seed " + seed);
    }

    @Test
    void whateverChangesOnABoardWithLoopsBranchesSlotsAndAStream() throws Exception {
        Oracle client = Oracle.start();
        for (int view = 0; view < VIEWS; view++) {
            client.open("board " + view);
            Board board = new Board(text(), 0, List.of(), List.of());
            LiveStream<Card> log = LiveStream.of("log", Card::id);
            for (int step = 0; step < STEPS; step++) {
                client.shows(BoardHtml.render(board, log));
                board = changed(board);
                write(log);
            }
        }
        client.agrees("boards, seed " + seed);
    }

    private void changePeople(List<Person> people) {
        switch (random.nextInt(6)) {
            case 0, 1 -> people.add(random.nextInt(people.size() + 1), new Person("user" + nextId++, null));
            case 2 -> removeOne(people);
            case 3 -> Collections.shuffle(people, random);
            case 4 -> people.replaceAll(person -> new Person(person.name(), random.nextBoolean() ? null : text()));
            default -> {}
        }
    }

    private Board changed(Board board) {
        return switch (random.nextInt(6)) {
            case 0 -> new Board(text(), board.mode(), board.tags(), board.columns());
            case 1 -> new Board(board.title(), random.nextInt(4), board.tags(), board.columns());
            case 2 -> new Board(board.title(), board.mode(), texts(), board.columns());
            case 3 -> board;
            default -> new Board(board.title(), board.mode(), board.tags(), changed(board.columns()));
        };
    }

    private List<Column> changed(List<Column> columns) {
        List<Column> result = new ArrayList<>(columns);
        switch (random.nextInt(5)) {
            case 0 -> result.add(random.nextInt(result.size() + 1), new Column("c" + nextId++, cards(2)));
            case 1 -> removeOne(result);
            case 2 -> Collections.shuffle(result, random);
            default ->
                result.replaceAll(column ->
                        random.nextBoolean() ? column : new Column(column.name(), changedCards(column.cards())));
        }
        return result;
    }

    private List<Card> changedCards(List<Card> cards) {
        List<Card> result = new ArrayList<>(cards);
        switch (random.nextInt(4)) {
            case 0 -> result.add(random.nextInt(result.size() + 1), card(2));
            case 1 -> removeOne(result);
            case 2 -> Collections.shuffle(result, random);
            default -> result.replaceAll(card -> random.nextBoolean() ? card : new Card(card.id(), text(), cards(2)));
        }
        return result;
    }

    private void write(LiveStream<Card> log) {
        for (int i = random.nextInt(3); i > 0; i--) {
            switch (random.nextInt(6)) {
                case 0 -> log.append(card(1));
                case 1 -> log.prepend(card(1), 5);
                case 2 -> log.append(card(1), 5);
                case 3 -> log.delete(new Card(random.nextInt(nextId + 1), "", List.of()));
                case 4 -> log.update(new Card(random.nextInt(nextId + 1), text(), List.of()));
                default -> log.reset();
            }
        }
    }

    private List<Card> cards(int depth) {
        List<Card> cards = new ArrayList<>();
        for (int i = depth == 0 ? 0 : random.nextInt(3); i > 0; i--) {
            cards.add(card(depth - 1));
        }
        return cards;
    }

    private Card card(int depth) {
        return new Card(nextId++, text(), depth <= 0 ? List.of() : cards(depth));
    }

    private List<String> texts() {
        HashSet<String> texts = new HashSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            texts.add(text());
        }
        return List.copyOf(texts);
    }

    private String text() {
        return TEXTS[random.nextInt(TEXTS.length)] + (random.nextBoolean() ? "" : random.nextInt(10));
    }

    private void removeOne(List<?> list) {
        if (!list.isEmpty()) {
            list.remove(random.nextInt(list.size()));
        }
    }
}
