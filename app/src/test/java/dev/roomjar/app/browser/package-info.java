/**
 * Whole calls in real browsers: Chromium pages with fake devices against a server on free ports. Start with {@link
 * dev.roomjar.app.browser.Visitor}, what a person does and sees.
 */
@NullMarked
package dev.roomjar.app.browser;

import org.jspecify.annotations.NullMarked;
