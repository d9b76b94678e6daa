package dev.midnight.autoconfigure.diagnosis;

import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;

/** Shows why the application did not start as text instead of a stack trace. */
final class ExplainedStartAnalyzer extends AbstractFailureAnalyzer<ExplainedStartException>
    implements Ordered {

  @Override
  protected FailureAnalysis analyze(Throwable failure, ExplainedStartException cause) {
    return new FailureAnalysis(cause.description(), cause.action(), cause);
  }

  @Override
  public int getOrder() {
    return HIGHEST_PRECEDENCE;
  }
}
