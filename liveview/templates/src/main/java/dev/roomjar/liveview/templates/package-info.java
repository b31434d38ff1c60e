/**
 * jte templates in, Java source that builds Rendered trees out; the Maven plugin; development reload. Build
 * time only: knows nothing of the run time but the names it generates.
 *
 * <p>Start with {@code TemplateSet}, which compiles a folder: {@code TemplateReader} turns the calls of jte's parser into
 * {@code Block}s of {@code Part}s, {@code ClassWriter} writes them as a class. {@code LoopKey} and {@code RootElement}
 * find out what the wire wants to know of a block. {@code GenerateMojo} runs it in a build,
 * {@link dev.roomjar.liveview.templates.TemplateWatcher} in a running program.
 *
 * <p>Compiled for Java 17, because Maven may run on it.
 */
@NullMarked
package dev.roomjar.liveview.templates;

import org.jspecify.annotations.NullMarked;
