package dev.roomjar.opentok.session;

/** The size of a video in pixels; 0 by 0 where it is not known. */
public record VideoDimensions(int width, int height) {
    public static final VideoDimensions UNKNOWN = new VideoDimensions(0, 0);
}
