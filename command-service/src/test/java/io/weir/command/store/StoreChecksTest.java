package io.weir.command.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the command service asks of its database; each setting is checked at its start. */
class StoreChecksTest {
  @Test
  void namesAServerThatIsTooOld() {
    assertThat(StoreChecks.version("160010"))
        .hasValueSatisfying(fault -> assertThat(fault).contains("PostgreSQL is 16", "17 or newer"));
    assertThat(StoreChecks.version("170000")).isEmpty();
    assertThat(StoreChecks.version("180001")).isEmpty();
  }
}
