/**
 * Benchmarks that print the tables of docs/performance.md.
 */
@NullMarked
package dev.roomjar.bench;

import org.jspecify.annotations.NullMarked;
