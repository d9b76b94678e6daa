/**
 * Shows the caches in a browser, and lets people act on them there. Imports {@code dev.midnight},
 * {@code dev.midnight.spi}, Spring with its MVC, Boot's Actuator and Spring Security's web part,
 * the servlet API and Jackson only: what it shows comes from Actuator's endpoint {@code midnight},
 * as Actuator itself found it.
 */
@NullMarked
package dev.midnight.console;

import org.jspecify.annotations.NullMarked;
