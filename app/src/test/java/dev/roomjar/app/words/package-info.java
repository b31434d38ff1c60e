@NullMarked
package dev.roomjar.app.words;

import org.jspecify.annotations.NullMarked;
