/** Tests of the quickstart as its README tells it. */
@NullMarked
package dev.midnight.examples.quickstart;

import org.jspecify.annotations.NullMarked;
