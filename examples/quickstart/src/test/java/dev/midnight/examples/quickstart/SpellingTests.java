package dev.midnight.examples.quickstart;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SpellingTests {

  @ParameterizedTest
  @CsvSource({
    "Zürich, zurich",
    "ZÜRICH, zurich",
    "Großenhain, grossenhain",
    "İstanbul, istanbul",
    "Αθήνα, αθηνα",
    "東京, 東京",
    "Łódź, łodz"
  })
  void plainSpellingHasNeitherCaseNorDiacritics(String name, String plain) {
    assertThat(Spelling.plain(name)).isEqualTo(plain);
  }

  @ParameterizedTest
  @CsvSource({"Zürich, Zu\u0308rich", "서울, \u1109\u1165\u110b\u116e\u11af"})
  void composedAndDecomposedLettersAreTheSame(String composed, String decomposed) {
    assertThat(Spelling.withoutCase(composed)).isEqualTo(Spelling.withoutCase(decomposed));
  }
}
