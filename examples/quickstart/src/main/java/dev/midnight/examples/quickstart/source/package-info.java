/**
 * What stands for somebody else's database: its first rows, its edits, its failures. Knows nothing
 * of the cities' REST API.
 */
@NullMarked
package dev.midnight.examples.quickstart.source;

import org.jspecify.annotations.NullMarked;
