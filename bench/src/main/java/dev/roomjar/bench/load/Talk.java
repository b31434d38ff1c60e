package dev.roomjar.bench.load;

import dev.roomjar.media.rtp.Bytes;
import java.util.random.RandomGenerator;

/** Plays a clip again and again, to look at and to hear: a person who is silent most of the time and talks now and then. */
final class Talk implements Source {
    private static final long SECOND = 1_000_000_000L;
    private static final long SOUND = SECOND / 50;

    /** VP8's descriptor with a picture id of 15 bits (RFC 7741 §4.2). */
    private static final int DESCRIPTOR = 4;

    private static final int MOST = 1_150;

    /** Opus, 20 ms of nothing. */
    private static final byte[] SILENCE = {(byte) 0xf8, (byte) 0xff, (byte) 0xfe};

    private static final int SILENT = 127;
    private static final int LOUD = 25;

    /** One in so many talks at a time, three seconds on end. */
    private static final int SELDOM = 12;

    private static final int TURN = 150;

    private final Clip clip;
    private final RandomGenerator random;
    private byte[] frame = new byte[0];
    private int position;
    private int picture;
    private int sounds;
    private boolean talking;

    Talk(Clip clip, RandomGenerator random) {
        this.clip = clip;
        this.random = random;
        picture = random.nextInt(0x8000);
        sounds = random.nextInt(TURN);
    }

    @Override
    public long frameInterval() {
        return SECOND / clip.framesPerSecond();
    }

    @Override
    public long soundInterval() {
        return SOUND;
    }

    @Override
    public boolean tellsLevel() {
        return true;
    }

    /** The clip's only keyframe is its first frame. */
    @Override
    public int nextFrame(boolean keyframe) {
        position = keyframe ? 0 : position;
        frame = clip.video().get(position);
        position = (position + 1) % clip.video().size();
        picture = picture + 1 & 0x7fff;
        return Math.ceilDiv(frame.length, MOST);
    }

    @Override
    public int video(int index, byte[] packet, int at) {
        packet[at] = (byte) (index == 0 ? 0x90 : 0x80);
        packet[at + 1] = (byte) 0x80;
        Bytes.put16(packet, at + 2, 0x8000 | picture);
        int length = Math.min(MOST, frame.length - index * MOST);
        System.arraycopy(frame, index * MOST, packet, at + DESCRIPTOR, length);
        return at + DESCRIPTOR + length;
    }

    @Override
    public int sound(byte[] packet, int at) {
        if (sounds++ % TURN == 0) {
            talking = random.nextInt(SELDOM) == 0;
        }
        byte[] sound = talking ? clip.sound().get(sounds % clip.sound().size()) : SILENCE;
        System.arraycopy(sound, 0, packet, at, sound.length);
        return at + sound.length;
    }

    @Override
    public int level() {
        return talking ? LOUD : SILENT;
    }
}
