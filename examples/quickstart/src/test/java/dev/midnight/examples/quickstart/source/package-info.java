/** Tests of what stands for somebody else's database. */
@NullMarked
package dev.midnight.examples.quickstart.source;

import org.jspecify.annotations.NullMarked;
