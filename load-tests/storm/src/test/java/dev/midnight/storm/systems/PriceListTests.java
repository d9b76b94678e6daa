package dev.midnight.storm.systems;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PriceListTests {

  @Test
  void aGroupChangesAltogether() {
    PriceList list = new PriceList(20_000, 0.5, 0);
    list.nextDay();
    List<Long> days = new ArrayList<>();
    list.stream((key, price) -> days.add(price.day()));
    for (int group = 0; group < list.groups(); group++) {
      assertThat(days.subList(group * PriceList.GROUP, (group + 1) * PriceList.GROUP))
          .containsOnly(list.changedOn(group, 1));
    }
  }

  @Test
  void aboutTheShareChanges() {
    PriceList list = new PriceList(800_000 + PriceList.WRITTEN, 0.01, 0);
    long changed = 0;
    for (int group = 0; group < list.groups(); group++) {
      changed += list.changedOn(group, 1) == 1 ? 1 : 0;
    }
    assertThat(changed).isBetween(900L, 1_100L);
  }

  @Test
  void whatWasWrittenIsRead() {
    PriceList list = new PriceList(2_000, 1, 0);
    list.write(new Price(PriceList.key(1_999), 77, 5));
    assertThat(list.one(PriceList.key(1_999)).day()).isEqualTo(77);
    assertThat(list.calls()).isEqualTo(1);
  }
}
