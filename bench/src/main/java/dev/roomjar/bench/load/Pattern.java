package dev.roomjar.bench.load;

/** Known bytes at a given rate, which subscribers of the load check and take latencies from. */
final class Pattern implements Source {
    private static final long SECOND = 1_000_000_000L;

    private final Traffic traffic;
    private int frame = -1;
    private int packets;
    private boolean keyframe;

    Pattern(Traffic traffic) {
        this.traffic = traffic;
    }

    @Override
    public long frameInterval() {
        return SECOND / traffic.frames();
    }

    @Override
    public long soundInterval() {
        return SECOND / traffic.audioPackets();
    }

    @Override
    public boolean tellsLevel() {
        return false;
    }

    @Override
    public int nextFrame(boolean asKeyframe) {
        keyframe = asKeyframe;
        int per = traffic.frames();
        int place = ++frame % per;
        packets = traffic.videoPackets() * (place + 1) / per - traffic.videoPackets() * place / per;
        return packets;
    }

    @Override
    public int video(int index, byte[] packet, int at) {
        // As libwebrtc cuts frames: sizes differ by a byte at most, smaller ones first.
        int end = traffic.videoBytes() - (traffic.uneven() && index < packets / 2 ? 1 : 0);
        Payload.vp8(packet, at, frame, index == 0, keyframe);
        Payload.write(packet, at, end - at, System.nanoTime());
        return end;
    }

    @Override
    public int sound(byte[] packet, int at) {
        Payload.write(packet, at, traffic.audioBytes() - at, System.nanoTime());
        return traffic.audioBytes();
    }

    @Override
    public int level() {
        return 127;
    }
}
