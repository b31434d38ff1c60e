package dev.roomjar.liveview.templates;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Watches the templates of a running program, in development: when one is saved, all are compiled again and loaded
 * beside the old ones. Looks at the files a few times a second rather than wait for the file system to tell, which is
 * slow on some systems and misses some editors on others.
 */
public final class TemplateWatcher implements AutoCloseable {
    private static final long INTERVAL_MILLIS = 200;

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread created = new Thread(task, "template-watcher");
        created.setDaemon(true);
        return created;
    });

    private TemplateWatcher() {}

    /** Hears of saved templates, on the thread of the watcher. */
    public interface Listener {
        /**
         * Templates were saved, and all compile.
         *
         * @param newest the new class by the one that the program was built with; both have a static method
         *     {@code render}, whose parameters differ if those of the template were changed
         */
        void compiled(Map<Class<?>, Class<?>> newest);

        /** A template was saved that does not compile. The message has a line per error: {@code file:line: error}. */
        void broken(String message);
    }

    /**
     * Starts to watch.
     *
     * @param sources the folder that the templates were compiled from, as in {@code src/main/java}
     * @param program the loader of the classes that were compiled from them
     */
    public static TemplateWatcher start(Path sources, ClassLoader program, Listener listener) {
        TemplateWatcher watcher = new TemplateWatcher();
        TemplateReload reload = new TemplateReload(sources, program, listener);
        var unused = watcher.thread.scheduleWithFixedDelay(
                reload::check, INTERVAL_MILLIS, INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        return watcher;
    }

    /** Stops watching. What was loaded stays in use. */
    @Override
    public void close() {
        thread.shutdownNow();
    }
}
