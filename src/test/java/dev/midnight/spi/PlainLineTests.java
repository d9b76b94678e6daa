package dev.midnight.spi;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlainLineTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\nb",
        "a\rb",
        "a\u0000b",
        "a\u001bb",
        "a\u0085b",
        "a\u009bb",
        "a\u2028b",
        "a\u2029b",
        "a\u202eb",
        "a\u2066b",
        "a\u200fb",
        "a\ufeffb",
        "a\ud800b",
        "a\ue000b"
      })
  void whatCouldForgeALineOrMoveACursorOrTurnTheTextIsASpace(String text) {
    assertThat(PlainLine.of(text)).isEqualTo("a b");
  }

  @ParameterizedTest
  @CsvSource({
    "jdbc:postgresql://app:s3cret@db:5432/prices, jdbc:postgresql://***@db:5432/prices",
    "jdbc:postgresql://app:p@ss@db/prices, jdbc:postgresql://***@db/prices",
    "jdbc:mysql://db/x?user=app&password=s3cret&ssl=true, jdbc:mysql://db/x?user=app&password=***&ssl=true",
    "jdbc:sqlserver://db;user=sa;Password=s3cret;x=1, jdbc:sqlserver://db;user=sa;Password=***;x=1",
    "spring.datasource.password: s3cret, spring.datasource.password: ***",
    "Authorization: Bearer abcdef0123456789, Authorization: Bearer ***",
    "client_secret=abc&x=1, client_secret=***&x=1",
    "AWS_SECRET_ACCESS_KEY=abc, AWS_SECRET_ACCESS_KEY=***",
    "api-key = abc, api-key = ***",
    "jdbc:oracle:thin:scott/tiger@//db:1521/x, jdbc:oracle:thin:***@//db:1521/x",
    "jdbc:oracle:thin:@db:1521:x, jdbc:oracle:thin:@db:1521:x",
    "it has password=\"two words\" here, it has password=\"***\" here",
  })
  void whatLooksLikeASecretIsMasked(String text, String shown) {
    assertThat(PlainLine.of(text)).isEqualTo(shown);
  }

  @Test
  void secretWithACommaOrInSingleQuotesIsMaskedAsAWhole() {
    assertThat(PlainLine.of("{password=s3,cret, user=app}")).isEqualTo("{password=*** user=app}");
    assertThat(PlainLine.of("pwd='two words', x")).isEqualTo("pwd='***', x");
  }

  @Test
  void secretsOfJsonAreMasked() {
    assertThat(PlainLine.of("{\"token\": \"abc\", \"rows\": 1}"))
        .isEqualTo("{\"token\": \"***\", \"rows\": 1}");
  }

  @Test
  void longTextIsCutWithoutHalvingACharacter() {
    assertThat(PlainLine.of("x".repeat(1_000_000))).hasSize(301).endsWith("…");
    assertThat(PlainLine.of("\ud83c\udf19".repeat(400)))
        .isEqualTo("\ud83c\udf19".repeat(300) + "…");
  }

  @Test
  void ordinaryWordsStayAsTheyAre() {
    assertThat(PlainLine.of("Île-de-France: 東京 is missing, 🌙 of 3 rows (a@b.example)"))
        .isEqualTo("Île-de-France: 東京 is missing, 🌙 of 3 rows (a@b.example)");
  }
}
