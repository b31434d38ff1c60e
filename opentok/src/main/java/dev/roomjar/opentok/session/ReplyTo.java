package dev.roomjar.opentok.session;

/**
 * Where the reply to a request goes once the media server has done its part. A socket that was replaced meanwhile gets
 * nothing: its client asks again.
 */
public record ReplyTo(long socket, long id) {}
