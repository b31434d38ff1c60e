/**
 * {@code main}, settings, the data folder, TLS, and the wiring of all parts. Knows nothing of the rules of a room.
 *
 * <p>Start with {@link dev.roomjar.app.server.Main}: it reads {@link dev.roomjar.app.server.Settings}, starts a {@link
 * dev.roomjar.app.server.Roomjar} and prints the banner. What a person did wrong is a {@code UserError}: one sentence, exit
 * code 2.
 */
@NullMarked
package dev.roomjar.app.server;

import org.jspecify.annotations.NullMarked;
