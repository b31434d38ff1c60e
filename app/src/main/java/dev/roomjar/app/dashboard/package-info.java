/**
 * The operator's page: what goes on in all rooms and in the server, and the means to end a room or remove a person. Start with
 * {@link dev.roomjar.app.dashboard.DashboardLive}; {@link dev.roomjar.app.dashboard.Monitor} measures, as long as somebody
 * looks; {@link dev.roomjar.app.dashboard.Operators} says who may look. Its templates and style sheet stand beside it.
 *
 * <p>Invariant: nothing is shown or done without {@link dev.roomjar.app.dashboard.Operators#admits}, which is asked again for
 * each event and each refreshing. Never shown: tokens, secrets, what people write to each other.
 */
@NullMarked
package dev.roomjar.app.dashboard;

import org.jspecify.annotations.NullMarked;
