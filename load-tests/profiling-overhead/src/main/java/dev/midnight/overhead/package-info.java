/** Measures what watching costs. Imports the product and Micrometer. */
package dev.midnight.overhead;
