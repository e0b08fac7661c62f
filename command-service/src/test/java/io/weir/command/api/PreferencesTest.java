package io.weir.command.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreferencesTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "respond-async|true|false",
        "Respond-Async, wait=10|true|false",
        "return=minimal|false|true",
        "return = \"minimal\"; foo=bar|false|true",
        "respond-async,return=minimal|true|true",
        "return=representation|false|false",
        "x-respond-async|false|false",
        "''|false|false"
      })
  void readsWhatItKnows(String value, boolean async, boolean minimal) {
    assertThat(Preferences.of(Collections.enumeration(List.of(value))))
        .isEqualTo(new Preferences(async, minimal));
  }

  @ParameterizedTest
  @CsvSource({"respond-async,return=minimal"})
  void readsEveryLine(String one, String another) {
    assertThat(Preferences.of(Collections.enumeration(List.of(one, another))))
        .isEqualTo(new Preferences(true, true));
  }
}
