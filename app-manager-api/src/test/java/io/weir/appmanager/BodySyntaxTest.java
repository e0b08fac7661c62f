package io.weir.appmanager;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BodySyntaxTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "application/json|JSON",
        "application/json; charset=utf-8|JSON",
        "APPLICATION/JSON|JSON",
        "application/merge-patch+json|JSON",
        "application/yaml|YAML",
        "text/x-yaml|YAML"
      })
  void readsTheMediaTypeOfABody(String header, BodySyntax syntax) {
    assertThat(BodySyntax.ofRequest(Optional.of(header))).contains(syntax);
  }

  @Test
  void leavesABodyWithoutMediaTypeToTheReader() {
    assertThat(BodySyntax.ofRequest(Optional.empty())).isEmpty();
  }

  @Test
  void refusesTheFormThatCurlSendsAndSaysWhatToSend() {
    RefusedBodyException refusal =
        catchThrowableOfType(
            RefusedBodyException.class,
            () -> BodySyntax.ofRequest(Optional.of("application/x-www-form-urlencoded")));

    assertThat(refusal.code().status()).isEqualTo(415);
    assertThat(refusal.getMessage()).contains("-H 'Content-Type: application/yaml'");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "*/*|JSON",
        "application/json|JSON",
        "application/yaml|YAML",
        "application/yaml, */*|JSON",
        "application/yaml, */*;q=0.1|YAML",
        "text/html, application/json;q=0.9|JSON",
        "application/json;q=0.1, application/yaml;q=0.2|YAML"
      })
  void answersInWhatTheClientLikesBest(String accept, BodySyntax syntax) {
    assertThat(BodySyntax.ofAnswer(Optional.of(accept))).isEqualTo(syntax);
  }

  @Test
  void answersJsonWhenNobodyAsksAndRefusesWhatItCannotWrite() {
    assertThat(BodySyntax.ofAnswer(Optional.empty())).isEqualTo(BodySyntax.JSON);
    RefusedBodyException refusal =
        catchThrowableOfType(
            RefusedBodyException.class, () -> BodySyntax.ofAnswer(Optional.of("text/html")));
    assertThat(refusal.code().status()).isEqualTo(406);
  }
}
