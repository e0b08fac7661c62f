package io.weir.command.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeaderTextTest {
  @ParameterizedTest
  @ValueSource(strings = {"raise parallelism", "Größe ändern", "増やす", "👍 ok", ""})
  void readsWhatClientsSendAsUtf8(String text) {
    String asTheServerReadsIt =
        new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);

    assertThat(HeaderText.decode(asTheServerReadsIt)).isEqualTo(text);
    assertThat(HeaderText.hasControls(text)).isFalse();
  }

  @Test
  void keepsIso88591ThatIsNoUtf8() {
    assertThat(HeaderText.decode("Gr\u00f6\u00dfe")).isEqualTo("Größe");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u0000b",
        "a\tb",
        "a\r\nb",
        "a\u001b[31mb",
        "a\u007fb",
        "a\u0085b",
        "a\u2028b",
        "a\u2029b",
        "a\u202eb",
        "a\u2066b",
        "a\u200fb",
        "a\ud800b"
      })
  void seesWhatControls(String text) {
    assertThat(HeaderText.hasControls(text)).isTrue();
  }
}
