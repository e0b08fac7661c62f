package io.weir.command.seal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenSecretTest {
  private static final UUID ID = UUID.fromString("0199f0c0-0000-7000-8000-000000000102");

  @TempDir Path directory;

  @Test
  void provesItselfAgainstItsHashAlone() {
    TokenSecret token = TokenSecret.mint(ID, new SecureRandom());
    TokenSecret other = TokenSecret.mint(ID, new SecureRandom());

    assertThat(token.reveal()).matches("weir_" + ID + "\\.[A-Za-z0-9_-]{43}");
    TokenSecret shown = TokenSecret.parse(token.reveal()).orElseThrow();
    assertThat(shown.tokenId()).isEqualTo(ID);
    assertThat(shown.matches(token.hash())).isTrue();
    assertThat(other.matches(token.hash())).isFalse();
    assertThat(token.toString()).doesNotContain(token.reveal().substring(42));
    assertThat(token.hash()).hasSize(32);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "nothing",
        "weir_",
        "weir_0199f0c0-0000-7000-8000-000000000102",
        "weir_0199f0c0-0000-7000-8000-000000000102.short",
        "weir_0199f0c0-0000-7000-8000-000000000102.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "WEIR_0199f0c0-0000-7000-8000-000000000102.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
        "weir_0199f0c0-0000-7000-8000-000000000102.AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA*",
      })
  void isNoTokenOfAnyOtherForm(String text) {
    assertThat(TokenSecret.parse(text)).isEmpty();
  }

  @Test
  void aBearerIsKnownByItsTokenAlone() throws IOException {
    Path file = Files.writeString(directory.resolve("token"), "a".repeat(43) + "\n");
    BearerToken token = BearerToken.read(file);

    assertThat(token.isShownBy(Optional.of("Bearer " + "a".repeat(43)))).isTrue();
    assertThat(token.isShownBy(Optional.of("Bearer " + "a".repeat(42)))).isFalse();
    assertThat(token.isShownBy(Optional.of("Basic " + "a".repeat(43)))).isFalse();
    assertThat(token.isShownBy(Optional.of("Bearer "))).isFalse();
    assertThat(token.isShownBy(Optional.empty())).isFalse();
    assertThatThrownBy(() -> BearerToken.read(Files.writeString(file, "short")))
        .hasMessageContaining("at least 32 characters");
    assertThatThrownBy(() -> BearerToken.read(directory.resolve("none")))
        .hasMessageContaining("none");
  }
}
