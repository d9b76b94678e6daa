/** The command line: one command for each thing that is measured. Imports all, imported by none. */
@NullMarked
package dev.midnight.storm;

import org.jspecify.annotations.NullMarked;
