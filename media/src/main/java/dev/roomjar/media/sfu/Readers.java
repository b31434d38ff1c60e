package dev.roomjar.media.sfu;

import java.util.Arrays;

/** The receivers of one published track; the array is never changed, so that one can be walked while readers come and go. */
final class Readers {
    private Reader[] array = new Reader[0];

    void add(Reader reader) {
        array = Arrays.copyOf(array, array.length + 1);
        array[array.length - 1] = reader;
    }

    void remove(Reader reader) {
        array = Arrays.stream(array).filter(other -> !other.equals(reader)).toArray(Reader[]::new);
    }

    Reader[] array() {
        return array;
    }
}
