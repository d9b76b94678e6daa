package dev.midnight.refresh;

import java.util.List;

/** Makes the prepared candidates of one cycle current. */
interface PublishStep {

  /** Returns anything; throws what stopped it, and then has published nothing. */
  Object publish(List<Preparation<?, ?>> preparations);
}
