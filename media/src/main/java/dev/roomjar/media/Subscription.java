package dev.roomjar.media;

/** One publication on its way to one receiver. Thread rule as for {@link MediaServer}. */
public interface Subscription extends AutoCloseable {

    /** A name unique in its receiver. */
    String id();

    /** Switches forwarding of audio on or off; on at first. */
    void audio(boolean on);

    /** Switches forwarding of video on or off; on at first. Switching on asks the publisher for a keyframe. */
    void video(boolean on);

    /** Says what of the video is of use from now on; {@link Wishes#EVERYTHING} at first. */
    void wishes(Wishes wishes);

    /** Ends the subscription; an offer without it follows. */
    @Override
    void close();
}
