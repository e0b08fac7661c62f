package io.weir.cluster.image;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The {@code -Dkey=value} among the arguments of a Flink process, and all others in their order.
 *
 * @param properties the last value of each key
 * @param rest other options of Flink, then the job's own arguments (never searched for properties)
 */
record DynamicProperties(Map<String, String> properties, List<String> rest) {

  /** Options of Flink's entry points that take no value. */
  private static final Set<String> FLAGS = Set.of("-n", "--allowNonRestoredState");

  /** Options of Flink's entry points that take one. */
  private static final Set<String> WITH_VALUE =
      Set.of(
          "-j",
          "--job-classname",
          "-jid",
          "--job-id",
          "-s",
          "--fromSavepoint",
          "-cm",
          "--claimMode",
          "-rm",
          "--restoreMode",
          "--jars",
          "-h",
          "--host",
          "-r",
          "--webui-port",
          "-e",
          "--executionMode");

  static DynamicProperties parse(List<String> args) {
    Map<String, String> properties = new LinkedHashMap<>();
    List<String> rest = new ArrayList<>();
    int i = 0;
    while (i < args.size()) {
      String arg = args.get(i);
      int words = WITH_VALUE.contains(arg) || arg.equals("-D") ? 2 : 1;
      if (i + words > args.size()) {
        break;
      }
      if (arg.startsWith("-D")) {
        String[] pair = (words == 2 ? args.get(i + 1) : arg.substring(2)).split("=", 2);
        properties.put(pair[0], pair.length == 2 ? pair[1] : "true");
      } else if (words == 2 || FLAGS.contains(arg)) {
        rest.addAll(args.subList(i, i + words));
      } else {
        // Flink stops at the first word that it does not know: here the job's own begin.
        break;
      }
      i += words;
    }
    rest.addAll(args.subList(i, args.size()));
    return new DynamicProperties(properties, rest);
  }
}
