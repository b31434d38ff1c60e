/** A page of stateful components that the tests of the runtime visit: cards of people, badges within them, and a chat. */
@NullMarked
package dev.roomjar.liveview.team;

import org.jspecify.annotations.NullMarked;
