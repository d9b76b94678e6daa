/** The public API: everything that an application imports. Imports the JDK and JSpecify only. */
@NullMarked
package dev.midnight;

import org.jspecify.annotations.NullMarked;
