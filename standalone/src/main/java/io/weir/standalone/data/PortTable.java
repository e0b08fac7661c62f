package io.weir.standalone.data;

import io.weir.embedded.Ports;
import io.weir.standalone.refusal.UserError;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.function.IntPredicate;

/**
 * Which port each part listens on: drawn at the first start and kept, because running pods know the
 * address of their API server, and clients the address of the database.
 */
public record PortTable(Map<Name, Integer> ports) {
  /** What listens. */
  public enum Name {
    /** Clients of the broker. */
    BROKER,
    /** The broker's own controller. */
    BROKER_CONTROLLER,
    /** The database. */
    DATABASE,
    /** The local cluster's API server. */
    CLUSTER,
    /** The command service. */
    COMMAND,
    /** The projection service. */
    PROJECTION,
    /** The executor's health and metrics. */
    EXECUTOR
  }

  public PortTable {
    ports = Map.copyOf(ports);
  }

  /** The port of a part. */
  public int of(Name name) {
    return ports.get(name);
  }

  /**
   * The kept table of a data directory; what is missing or damaged in it is drawn anew, and so is a
   * port that another program took meanwhile, except where somebody still knows the old one: an
   * orphaned database, which is stopped before the port is used again, and the API server that
   * running pods talk to.
   *
   * @param isFree whether a server could listen there now
   */
  public static PortTable load(Path directory, int gatewayPort, IntPredicate isFree) {
    Path file = directory.resolve("ports.properties");
    Properties kept = new Properties();
    try {
      if (Files.exists(file)) {
        try (Reader reader = Files.newBufferedReader(file)) {
          kept.load(reader);
        }
      }
      Map<Name, Integer> ports = new EnumMap<>(Name.class);
      Set<Integer> taken = new HashSet<>(Set.of(gatewayPort));
      for (Name name : Name.values()) {
        int port = keptPort(kept, name);
        if (name != Name.DATABASE && name != Name.CLUSTER && port > 0 && !isFree.test(port)) {
          port = 0;
        }
        while (port < 1 || !taken.add(port)) {
          port = Ports.free();
        }
        ports.put(name, port);
        kept.setProperty(name.name(), String.valueOf(port));
      }
      try (Writer writer = Files.newBufferedWriter(file)) {
        kept.store(writer, "Loopback ports of this data directory");
      }
      return new PortTable(ports);
    } catch (IOException failure) {
      throw new UserError(
          "Expected to read and write %s, but: %s.".formatted(file, failure), failure);
    }
  }

  private static int keptPort(Properties kept, Name name) {
    try {
      return Integer.parseInt(kept.getProperty(name.name(), "0").strip());
    } catch (NumberFormatException damaged) {
      return 0;
    }
  }
}
