package dev.midnight.write;

/** Futures to complete, by as many threads as come: each run claims one after the other. */
interface Completion extends Runnable {

  /** Whether none is left to be claimed. */
  boolean allClaimed();

  /** Whether none was claimed since this was asked before. Asked by one thread. */
  boolean stuck();
}
