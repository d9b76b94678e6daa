/** Pages for people and JSON for programs. Knows nothing of what is measured. */
@NullMarked
package dev.midnight.storm.report;

import org.jspecify.annotations.NullMarked;
