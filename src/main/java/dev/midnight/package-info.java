/**
 * The public API: everything that an application imports. Imports the JDK and JSpecify, and for
 * {@link dev.midnight.CronSchedule} Spring's cron matcher.
 */
@NullMarked
package dev.midnight;

import org.jspecify.annotations.NullMarked;
