package dev.midnight;

/** What a refresh does that would not fit on the heap beside what is published. */
public enum PreflightPolicy {
  /** It is rejected, with the arithmetic as its reason; what is published stays. */
  REFUSE,
  /** It goes on after a warning with the arithmetic in the log. */
  WARN,
  /** It goes on; nothing is measured. */
  OFF
}
