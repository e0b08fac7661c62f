package io.weir.cluster.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolver.LookupPolicy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PodHostsTest {
  private static final LookupPolicy ANY = LookupPolicy.of(LookupPolicy.IPV4 | LookupPolicy.IPV6);

  @TempDir Path directory;
  private InetAddressResolver resolver;

  @BeforeEach
  void point() throws Exception {
    Path file = directory.resolve("hosts");
    Files.writeString(
        file, "127.1.1.1 web web.demo # the service\n127.1.1.2 web\n- idle idle.demo\n");
    resolver = PodHosts.fileFirst(file, new Machine());
  }

  @Test
  void answersFromTheFileFirst() throws Exception {
    assertThat(resolver.lookupByName("web", ANY))
        .extracting(InetAddress::getHostAddress)
        .containsExactly("127.1.1.1", "127.1.1.2");
    assertThat(resolver.lookupByAddress(new byte[] {127, 1, 1, 2})).isEqualTo("web");
  }

  @Test
  void asksTheMachineForOtherNames() throws Exception {
    assertThat(resolver.lookupByName("broker.example", ANY))
        .extracting(InetAddress::getHostAddress)
        .containsExactly("192.0.2.7");
  }

  @Test
  void knowsAServiceWithoutPodsAndDoesNotAskTheMachineForIt() {
    assertThatThrownBy(() -> resolver.lookupByName("idle", ANY))
        .isInstanceOf(UnknownHostException.class)
        .hasMessageContaining("no ready pod");
  }

  @Test
  void seesChangesOfTheFile() throws Exception {
    Files.writeString(directory.resolve("hosts"), "127.1.1.9 web\n");
    assertThat(resolver.lookupByName("web", ANY))
        .extracting(InetAddress::getHostAddress)
        .containsExactly("127.1.1.9");
  }

  private static final class Machine implements InetAddressResolver {
    @Override
    public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
        throws UnknownHostException {
      return Stream.of(InetAddress.getByAddress(host, new byte[] {(byte) 192, 0, 2, 7}));
    }

    @Override
    public String lookupByAddress(byte[] address) {
      return "machine";
    }
  }
}
