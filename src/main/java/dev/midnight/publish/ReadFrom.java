package dev.midnight.publish;

/**
 * The load that read what a store holds.
 *
 * @param read its number, as the publisher counts those that read to the end
 */
public record ReadFrom(long read) {

  /** Of the newest load of an earlier process. */
  public static final ReadFrom EARLIER_PROCESS = new ReadFrom(SourceReads.BEFORE_ANY);

  /** Of what that load has read. */
  public static ReadFrom of(Candidate<?, ?> candidate) {
    return new ReadFrom(candidate.mark().read());
  }
}
