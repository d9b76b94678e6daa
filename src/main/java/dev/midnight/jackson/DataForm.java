package dev.midnight.jackson;

/** How entries are written. */
public enum DataForm {
  /** Binary: a third smaller, and quicker, than JSON. */
  CBOR,
  /** Text that an operator can read. */
  JSON
}
