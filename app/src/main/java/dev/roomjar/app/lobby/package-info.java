/**
 * The lobby: live page and template.
 */
@NullMarked
package dev.roomjar.app.lobby;

import org.jspecify.annotations.NullMarked;
