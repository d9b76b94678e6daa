/** Benchmarks of the product against its peers. Imports everything; imported by nothing. */
package dev.midnight.benchmarks;
