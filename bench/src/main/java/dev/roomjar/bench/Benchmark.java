package dev.roomjar.bench;

/** One measurement: runs, and writes its section of the report. */
interface Benchmark {

    /** What to name on the command line to run this one alone. */
    String name();

    /** Measures and reports; an exception ends this benchmark alone. */
    void run(Report report) throws Exception;
}
