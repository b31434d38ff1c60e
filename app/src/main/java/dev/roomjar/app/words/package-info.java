/**
 * What the pages say, in each language: start with {@link dev.roomjar.app.words.Words}. The texts are in one file for each area and
 * language in the resources; a test holds that every language has every text and every page's keys exist.
 */
@NullMarked
package dev.roomjar.app.words;

import org.jspecify.annotations.NullMarked;
