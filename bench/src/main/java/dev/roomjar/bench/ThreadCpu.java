package dev.roomjar.bench;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Arrays;

/** CPU time, user and system, of this process and of single threads. */
final class ThreadCpu {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    private static final OperatingSystemMXBean SYSTEM =
            (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

    private ThreadCpu() {}

    /** Nanoseconds of the whole process, its collector and compilers included. */
    static long process() {
        return SYSTEM.getProcessCpuTime();
    }

    /** Nanoseconds of the calling thread. */
    static long current() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /** Nanoseconds of the live threads with that name, together. */
    static long named(String name) {
        return Arrays.stream(THREADS.getThreadInfo(THREADS.getAllThreadIds()))
                .filter(info -> info != null && info.getThreadName().equals(name))
                .mapToLong(info -> THREADS.getThreadCpuTime(info.getThreadId()))
                .sum();
    }
}
