package dev.midnight.refresh;

import dev.midnight.publish.Candidate;
import dev.midnight.publish.GroupPublisher;
import dev.midnight.publish.LoadMark;
import dev.midnight.publish.Published;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/** The last step of a cycle: what was prepared becomes current. */
final class Publishing {

  private Publishing() {}

  static Object alone(List<Preparation<?, ?>> preparations) {
    preparations.forEach(Publishing::publish);
    return preparations;
  }

  private static <K, V> void publish(Preparation<K, V> preparation) {
    Candidate<K, V> candidate = preparation.candidate();
    if (candidate == null) {
      renew(preparation);
    } else {
      Published<K, V> published = preparation.replica().publisher().publish(candidate);
      preparation.published(published.current());
      LoadPass<K, V> pass = Objects.requireNonNull(preparation.pass(), "pass");
      preparation.replica().keeper().replaced(pass.mark(), published);
    }
  }

  private static <K, V> void renew(Preparation<K, V> preparation) {
    LoadPass<K, V> pass = Objects.requireNonNull(preparation.pass(), "pass");
    LoadMark<K, V> mark = pass.mark();
    preparation.replica().publisher().renew(mark, pass.startedAt());
  }

  static Object together(List<Preparation<?, ?>> preparations, GroupPublisher publisher) {
    List<Candidate<?, ?>> candidates = new ArrayList<>();
    List<Preparation<?, ?>> unchanged = new ArrayList<>();
    for (Preparation<?, ?> preparation : preparations) {
      Candidate<?, ?> candidate = preparation.candidate();
      if (candidate == null) {
        unchanged.add(preparation);
      } else {
        candidates.add(candidate);
      }
    }
    if (!candidates.isEmpty()) {
      publisher.publish(candidates); // may fail, and then nobody's age restarts
      preparations.stream().filter(one -> one.candidate() != null).forEach(Preparation::published);
    }
    unchanged.forEach(Publishing::renew);
    return candidates;
  }
}
