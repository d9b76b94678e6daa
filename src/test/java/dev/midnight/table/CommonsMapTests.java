package dev.midnight.table;

import dev.midnight.DuplicatePolicy;
import dev.midnight.ReusePolicy;
import java.util.Map;
import org.apache.commons.collections4.map.AbstractMapTest;

/** The map of a table, held to what Commons Collections' suite expects of a fixed map. */
class CommonsMapTests extends AbstractMapTest<Map<Object, Object>, Object, Object> {

  @Override
  public Map<Object, Object> makeObject() {
    return Table.<Object, Object>empty().asMap();
  }

  @Override
  public Map<Object, Object> makeFullMap() {
    TableBuilder<Object, Object> builder =
        new TableBuilder<>(Table.empty(), SameValue.of(ReusePolicy.AUTO), DuplicatePolicy.FAIL);
    Object[] keys = getSampleKeys();
    Object[] values = getSampleValues();
    for (int i = 0; i < keys.length; i++) {
      builder.put(keys[i], values[i]);
    }
    return builder.build(1).table().asMap();
  }

  @Override
  public boolean isPutAddSupported() {
    return false;
  }

  @Override
  public boolean isPutChangeSupported() {
    return false;
  }

  @Override
  public boolean isRemoveSupported() {
    return false;
  }

  @Override
  public boolean isSetValueSupported() {
    return false;
  }

  @Override
  public boolean isAllowNullKey() {
    return false;
  }

  @Override
  public boolean isAllowNullValue() {
    return false;
  }

  @Override
  public boolean isTestSerialization() {
    return false;
  }
}
