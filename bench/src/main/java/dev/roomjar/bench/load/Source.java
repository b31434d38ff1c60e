package dev.roomjar.bench.load;

/** What a publisher sends. Thread rule: the load's thread. */
interface Source {
    /** Nanoseconds between two frames. */
    long frameInterval();

    /** Nanoseconds between two packets of sound. */
    long soundInterval();

    /** Whether packets of sound say how loud they are (RFC 6464). */
    boolean tellsLevel();

    /** Goes on to the next frame, or to a keyframe; tells its number of packets. */
    int nextFrame(boolean keyframe);

    /** Writes one packet's payload of the frame; tells where it ends. */
    int video(int index, byte[] packet, int at);

    /** Writes the next sound; tells where it ends. */
    int sound(byte[] packet, int at);

    /** How loud that sound is, in −dBov: 127 is silence. */
    int level();
}
