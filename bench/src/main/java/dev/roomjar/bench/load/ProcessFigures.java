package dev.roomjar.bench.load;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;

/** What this process has used so far, of processor and memory. */
final class ProcessFigures {
    /** CPU nanoseconds, user and system: of the process; of its media loops' threads. */
    static final String CPU = "cpu";

    static final String LOOP_CPU = "loopCpu";

    /** Milliseconds that the JIT compilers have worked. */
    static final String COMPILATION = "compilation";

    /** Bytes: in use on the Java heap, taken by malloc, resident. */
    static final String HEAP = "heap";

    static final String MALLOC = "malloc";
    static final String RESIDENT = "resident";

    private ProcessFigures() {}

    /** CPU nanoseconds of this process, user and system. */
    static long cpu() {
        return ((OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean()).getProcessCpuTime();
    }

    static Map<String, Long> all() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long loops = Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(info -> info != null && info.getThreadName().startsWith("media-"))
                .mapToLong(info -> threads.getThreadCpuTime(info.getThreadId()))
                .sum();
        return Map.of(
                CPU, cpu(),
                LOOP_CPU, loops,
                COMPILATION, ManagementFactory.getCompilationMXBean().getTotalCompilationTime(),
                HEAP, ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
                MALLOC, Kernel.mallocated(),
                RESIDENT, resident());
    }

    private static long resident() {
        try {
            String pages = Files.readString(Path.of("/proc/self/statm")).split(" ", -1)[1];
            return 4_096 * Long.parseLong(pages);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
