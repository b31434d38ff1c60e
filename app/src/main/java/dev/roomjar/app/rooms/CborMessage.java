package dev.roomjar.app.rooms;

/** Marks messages that may cross nodes; {@code application.conf} binds it to the Jackson CBOR serializer. */
interface CborMessage {}
