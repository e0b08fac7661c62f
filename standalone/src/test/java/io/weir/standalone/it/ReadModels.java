package io.weir.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.standalone.client.Answer;
import io.weir.standalone.command.RunningStack;
import io.weir.standalone.data.PortTable;

/** What the log says and what is served of it. */
final class ReadModels {
  private ReadModels() {}

  /** All of them, built anew from the log, are what is served. */
  static void assertRebuiltAlike(RunningStack stack) throws Exception {
    Answer verified = stack.client(PortTable.Name.PROJECTION).get("/internal/verify");

    assertThat(verified.status()).isEqualTo(200);
    assertThat(verified.body().path("equal").asBoolean(false)).as("%s", verified.body()).isTrue();
  }
}
