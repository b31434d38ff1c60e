package dev.roomjar.bench;

/**
 * A person in the room page of the article that Roomjar grew from.
 *
 * @param streamId empty while the video is not there yet
 */
public record ArticlePerson(String name, String streamId) {}
