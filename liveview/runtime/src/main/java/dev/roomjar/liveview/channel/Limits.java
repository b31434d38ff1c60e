package dev.roomjar.liveview.channel;

/**
 * What one browser may ask of the server. The constants bound what is read before anything is known of the sender.
 *
 * @param eventsPerSecond how many messages a second a view takes from its page in the long run
 * @param eventBurst how many it takes at once
 */
public record Limits(int eventsPerSecond, int eventBurst) {
    /** Longest text or binary frame, in bytes; a longer one closes the socket. */
    public static final int FRAME_BYTES = 256 * 1024;

    /** Open channels of one socket, as Phoenix has it. */
    public static final int CHANNELS = 100;

    /** Arrays and objects within each other in a frame. */
    static final int JSON_NESTING = 32;

    /** Brackets in the name of a form field. */
    static final int FIELD_NESTING = 16;

    /** Fields of one form. */
    static final int FIELDS = 1_000;

    /** Characters of a topic, a reference or an event's name. */
    static final int NAME_LENGTH = 255;

    /** Characters of a signed token or URL. */
    static final int TOKEN_LENGTH = 16 * 1024;

    /** Components within each other after which they are taken to nest without end. */
    static final int COMPONENT_NESTING = 32;

    /** Patches in a row after which a view is taken to patch forever. */
    static final int PATCHES_IN_A_ROW = 20;

    /** Generous for people, tight for programs. */
    public static final Limits DEFAULT = new Limits(100, 500);

    public Limits {
        if (eventsPerSecond < 1 || eventBurst < 1) {
            throw new IllegalArgumentException("limits are at least 1");
        }
    }
}
