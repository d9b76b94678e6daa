/** What grows with the number of entries and of caches, and with which exponent. */
@NullMarked
package dev.midnight.storm.growth;

import org.jspecify.annotations.NullMarked;
