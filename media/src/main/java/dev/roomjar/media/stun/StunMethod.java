package dev.roomjar.media.stun;

import org.jspecify.annotations.Nullable;

/** What a message is about: Binding (RFC 8489 §18.2) and the methods of TURN over UDP relays (RFC 8656 §17). */
public enum StunMethod {
    BINDING(0x001),
    ALLOCATE(0x003),
    REFRESH(0x004),
    SEND(0x006),
    DATA(0x007),
    CREATE_PERMISSION(0x008),
    CHANNEL_BIND(0x009);

    private final int number;

    StunMethod(int number) {
        this.number = number;
    }

    int number() {
        return number;
    }

    /** Null where the method is none of these. */
    static @Nullable StunMethod ofType(int messageType) {
        // These numbers lie below the class bits, so no bit of them is shifted (RFC 8489 §5).
        int number = messageType & ~StunClass.MASK;
        for (StunMethod method : values()) {
            if (method.number == number) {
                return method;
            }
        }
        return null;
    }
}
