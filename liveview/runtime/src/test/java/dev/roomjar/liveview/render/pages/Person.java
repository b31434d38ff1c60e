package dev.roomjar.liveview.render.pages;

import org.jspecify.annotations.Nullable;

/** Somebody in a room. */
public record Person(String name, @Nullable String streamId) {}
