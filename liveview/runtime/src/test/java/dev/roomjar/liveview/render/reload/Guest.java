package dev.roomjar.liveview.render.reload;

/** Not public, as the types of an application's templates usually are not. */
record Guest(String name) {}
