@NullMarked
package dev.roomjar.app.whip;

import org.jspecify.annotations.NullMarked;
