/**
 * jte templates in, Java source that builds Rendered trees out; the Maven plugin; development reload. Build
 * time only: knows nothing of the run time but the names it generates.
 */
@NullMarked
package dev.roomjar.liveview.templates;

import org.jspecify.annotations.NullMarked;
