package dev.midnight.storm;

import dev.midnight.storm.report.Report;

/** Measures one thing. */
interface Command {

  Report run(Options options) throws Exception;
}
