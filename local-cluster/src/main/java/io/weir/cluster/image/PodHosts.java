package io.weir.cluster.image;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.net.spi.InetAddressResolver;
import java.net.spi.InetAddressResolverProvider;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The cluster's DNS, inside each pod's JVM: names of services and pods from the pod's hosts file,
 * all other names as the machine knows them. (The JDK's own {@code jdk.net.hosts.file} knows only
 * the file, so a broker's or a bucket's name could not be found.) The file is read at each look-up:
 * the kubelet rewrites it as services change.
 *
 * <p>Depends on nothing but the JDK: this class alone is put on the class path of pods.
 */
public final class PodHosts extends InetAddressResolverProvider {
  /** System property with the path of the hosts file. */
  public static final String FILE_PROPERTY = "weir.pod.hosts";

  /** Stands in the file for the address of a name that has none now. */
  public static final String NO_ADDRESS = "-";

  @Override
  public InetAddressResolver get(Configuration configuration) {
    InetAddressResolver machine = configuration.builtinResolver();
    String file = System.getProperty(FILE_PROPERTY);
    return file == null ? machine : fileFirst(Path.of(file), machine);
  }

  static InetAddressResolver fileFirst(Path file, InetAddressResolver machine) {
    return new FileFirst(file, machine);
  }

  @Override
  public String name() {
    return "pod hosts";
  }

  private record FileFirst(Path file, InetAddressResolver machine) implements InetAddressResolver {
    @Override
    public Stream<InetAddress> lookupByName(String host, LookupPolicy policy)
        throws UnknownHostException {
      List<String> addresses =
          lines().filter(line -> names(line).contains(host)).map(line -> line[0]).toList();
      if (addresses.isEmpty()) {
        return machine.lookupByName(host, policy);
      }
      Stream.Builder<InetAddress> found = Stream.builder();
      for (String address : addresses) {
        if (address.equals(NO_ADDRESS)) {
          throw new UnknownHostException(host + ": the service has no ready pod");
        }
        found.add(InetAddress.getByAddress(host, InetAddress.getByName(address).getAddress()));
      }
      return found.build();
    }

    @Override
    public String lookupByAddress(byte[] bytes) throws UnknownHostException {
      String address = InetAddress.getByAddress(bytes).getHostAddress();
      return lines()
          .filter(line -> line[0].equals(address) && line.length > 1)
          .map(line -> line[1])
          .findFirst()
          // Loopback addresses of pods have no other name, and asking the machine for one is slow.
          .orElse(address);
    }

    private Stream<String[]> lines() throws UnknownHostException {
      try {
        return Files.readAllLines(file).stream()
            .map(line -> line.replaceFirst("#.*", "").strip())
            .filter(line -> !line.isEmpty())
            .map(line -> line.split("\\s+"));
      } catch (IOException unreadable) {
        throw new UnknownHostException(
            "Expected to read the hosts of this pod from %s, but: %s".formatted(file, unreadable));
      }
    }

    private static List<String> names(String[] line) {
      return Arrays.asList(line).subList(1, line.length);
    }
  }
}
