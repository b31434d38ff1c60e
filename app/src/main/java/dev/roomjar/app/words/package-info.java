/**
 * What the pages say, in each language: start with {@link dev.roomjar.app.words.Words}. The texts are in {@code words_*.properties} beside
 * the classes' names in the resources; a test holds that every language has every text and every page's keys exist.
 */
@NullMarked
package dev.roomjar.app.words;

import org.jspecify.annotations.NullMarked;
