package io.weir.standalone.data;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortTableTest {
  private static final int GATEWAY = 18080;

  @TempDir Path directory;

  @Test
  void drawsDifferentPortsOnceAndKeepsThem() {
    PortTable first = PortTable.load(directory, GATEWAY, port -> true);
    PortTable second = PortTable.load(directory, GATEWAY, port -> true);

    assertThat(first.ports().values()).doesNotHaveDuplicates().doesNotContain(GATEWAY);
    assertThat(second).isEqualTo(first);
  }

  @Test
  void drawsAnewWhatAnotherProgramTookExceptWhereOneOfOursMayStillListen() {
    PortTable first = PortTable.load(directory, GATEWAY, port -> true);

    PortTable second = PortTable.load(directory, GATEWAY, port -> false);

    assertThat(second.of(PortTable.Name.COMMAND)).isNotEqualTo(first.of(PortTable.Name.COMMAND));
    assertThat(second.of(PortTable.Name.DATABASE)).isEqualTo(first.of(PortTable.Name.DATABASE));
    assertThat(second.of(PortTable.Name.CLUSTER)).isEqualTo(first.of(PortTable.Name.CLUSTER));
  }

  @Test
  void drawsAnewWhatIsDamagedOrTakenByTheGateway() throws IOException {
    Files.writeString(directory.resolve("ports.properties"), "BROKER=many\nCOMMAND=" + GATEWAY);

    PortTable table = PortTable.load(directory, GATEWAY, port -> true);

    assertThat(table.of(PortTable.Name.BROKER)).isPositive();
    assertThat(table.of(PortTable.Name.COMMAND)).isPositive().isNotEqualTo(GATEWAY);
  }
}
