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

  /** Options of Flink's entry points that take no value; all others take one. */
  private static final Set<String> FLAGS =
      Set.of("-n", "-a", "--allowNonRestoredState", "-allowNonRestoredState");

  static DynamicProperties parse(List<String> args) {
    Map<String, String> properties = new LinkedHashMap<>();
    List<String> rest = new ArrayList<>();
    int i = 0;
    while (i < args.size() && args.get(i).startsWith("-")) {
      String arg = args.get(i);
      boolean apart = arg.equals("-D") && i + 1 < args.size();
      if (apart || (arg.startsWith("-D") && arg.length() > 2)) {
        String[] pair = (apart ? args.get(i + 1) : arg.substring(2)).split("=", 2);
        properties.put(pair[0], pair.length == 2 ? pair[1] : "true");
        i += apart ? 2 : 1;
      } else {
        boolean hasValue = !FLAGS.contains(arg) && !arg.contains("=") && i + 1 < args.size();
        rest.addAll(args.subList(i, i + (hasValue ? 2 : 1)));
        i += hasValue ? 2 : 1;
      }
    }
    rest.addAll(args.subList(i, args.size()));
    return new DynamicProperties(properties, rest);
  }
}
