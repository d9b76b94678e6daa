/** How throughput falls with the share of writes, by structure, threads and keys. */
@NullMarked
package dev.midnight.storm.sweep;

import org.jspecify.annotations.NullMarked;
