package dev.roomjar.media.stun;

/** The class of a message: the two bits C1 and C0 of its type (RFC 8489 §5). */
public enum StunClass {
    REQUEST(0x000),
    INDICATION(0x010),
    SUCCESS(0x100),
    ERROR(0x110);

    static final int MASK = 0x110;

    private final int bits;

    StunClass(int bits) {
        this.bits = bits;
    }

    int bits() {
        return bits;
    }

    static StunClass ofType(int messageType) {
        int bits = messageType & MASK;
        return bits == REQUEST.bits
                ? REQUEST
                : bits == INDICATION.bits ? INDICATION : bits == SUCCESS.bits ? SUCCESS : ERROR;
    }
}
