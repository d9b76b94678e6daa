/** The quickstart under load from another process, with and without refreshes. */
@NullMarked
package dev.midnight.storm.http;

import org.jspecify.annotations.NullMarked;
