package dev.midnight.actuate;

import dev.midnight.spi.CacheRegistry;
import org.springframework.boot.actuate.info.Info;
import org.springframework.boot.actuate.info.InfoContributor;
import org.springframework.context.annotation.ImportRuntimeHints;

/** Tells the info endpoint which data this application holds, under {@code midnight}. */
@ImportRuntimeHints(AnswerHints.class)
public final class MidnightInfoContributor implements InfoContributor {

  private final CacheRegistry caches;

  /** Tells of these caches. */
  public MidnightInfoContributor(CacheRegistry caches) {
    this.caches = caches;
  }

  @Override
  public void contribute(Info.Builder builder) {
    builder.withDetail("midnight", InfoBody.of(caches.caches()));
  }
}
