package dev.midnight.jackson;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import dev.midnight.spi.SnapshotCodec;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class JacksonCodecTests {

  record Everything(
      BigDecimal price,
      Instant at,
      LocalDate day,
      ZonedDateTime there,
      Optional<String> note,
      List<Integer> numbers,
      Map<String, Double> rates) {}

  record Loose(Object anything) {}

  static class City {
    public String name = "";
  }

  static class Capital extends City {
    public String country = "";
  }

  @JsonTypeInfo(use = JsonTypeInfo.Id.CLASS)
  interface ByClass {}

  record ByClassValue(int size) implements ByClass {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME)
  @JsonSubTypes(@JsonSubTypes.Type(value = Circle.class, name = "circle"))
  interface Shape {}

  record Circle(int radius) implements Shape {}

  @ParameterizedTest
  @EnumSource
  void valuesComeBackExactly(DataForm form) throws IOException {
    Everything value =
        new Everything(
            new BigDecimal("1.500"),
            Instant.parse("2026-11-24T00:00:00.123456789Z"),
            LocalDate.of(2026, 11, 24),
            ZonedDateTime.of(2026, 4, 24, 1, 0, 0, 7, ZoneId.of("Africa/Cairo")),
            Optional.of("é\n\0"),
            List.of(1, 2),
            Map.of("EUR", Double.MIN_VALUE));
    Map<Long, Everything> entries = Map.of(1L, value, Long.MIN_VALUE, value);
    assertThat(roundTrip(form, Long.class, Everything.class, entries)).isEqualTo(entries);
  }

  @ParameterizedTest
  @EnumSource
  void subtypesDeclaredByNameComeBack(DataForm form) throws IOException {
    Map<String, Shape> entries = Map.of("a", new Circle(3));
    assertThat(roundTrip(form, String.class, Shape.class, entries)).isEqualTo(entries);
  }

  @ParameterizedTest
  @EnumSource
  void typesThatCannotComeBackAreRefusedWithTheRemedy(DataForm form) {
    for (Type type : List.<Type>of(Object.class, Loose.class, Map.class, ByClass.class)) {
      assertThatIllegalArgumentException()
          .as(type.getTypeName())
          .isThrownBy(() -> new JacksonCodecs(form).codec("cities", String.class, type))
          .withMessageContaining("SnapshotCodec bean 'citiesCodec'");
    }
  }

  @ParameterizedTest
  @EnumSource
  void aSubclassIsRefusedAtTheSave(DataForm form) {
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> roundTrip(form, String.class, City.class, Map.of("a", new Capital())))
        .withMessageContaining("Capital");
  }

  @ParameterizedTest
  @EnumSource
  void anotherShapeHasAnotherTypeId(DataForm form) {
    JacksonCodecs codecs = new JacksonCodecs(form);
    assertThat(codecs.codec("a", String.class, City.class).typeId())
        .isEqualTo(codecs.codec("b", String.class, City.class).typeId())
        .isNotEqualTo(codecs.codec("a", String.class, Capital.class).typeId())
        .isNotEqualTo(codecs.codec("a", Long.class, City.class).typeId())
        .matches("[ -~]{1,200}");
  }

  @SuppressWarnings("unchecked")
  private static <K, V> Map<K, V> roundTrip(
      DataForm form, Class<K> key, Class<V> value, Map<K, V> entries) throws IOException {
    SnapshotCodec<K, V> codec =
        (SnapshotCodec<K, V>) new JacksonCodecs(form).codec("cities", key, value);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    codec.encode(entries, bytes);
    Map<K, V> read = new HashMap<>();
    codec.decode(new ByteArrayInputStream(bytes.toByteArray()), entries.size(), read::put);
    return read;
  }
}
