package io.weir.cluster.kubelet;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class IpPoolTest {

  @Test
  void givesAThousandLoopbackAddressesAndSaysWhenThereAreNoMore() {
    IpPool pool = new IpPool(Path.of("/data"));
    Set<String> given = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      given.add(pool.take());
    }
    assertThat(given)
        .hasSize(1000)
        .allMatch(ip -> ip.matches("127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}"));
    assertThatThrownBy(pool::take)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("delete pods");
  }

  @Test
  void doesNotReuseAnAddressAtOnceNorOneThatAPodKept() {
    IpPool pool = new IpPool(Path.of("/data"));
    String first = pool.take();
    pool.giveBack(first);
    String second = pool.take();
    assertThat(second).isNotEqualTo(first);

    IpPool next = new IpPool(Path.of("/data"));
    next.keep(first);
    assertThat(next.take()).isEqualTo(second);
  }
}
