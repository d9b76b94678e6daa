/** The rules, the dashboard and the mail of alerts in config, against the servers that use them. */
@NullMarked
package dev.midnight.examples.quickstart.operations;

import org.jspecify.annotations.NullMarked;
