package dev.roomjar.app.rooms;

/** What hosts may allow to guests, or not; hosts have all of them. */
public enum Freedom {
    CHAT,
    SHARE_SCREEN,
    RENAME,
    /** To switch one's own microphone on. Without it, only a host's {@link HostAction.AskToUnmute} opens it. */
    MICROPHONE,
    /** To switch one's own camera on. */
    CAMERA
}
