package io.weir.command.deployment;

import io.weir.events.spec.FlinkLine;
import io.weir.events.spec.ResourceSpec;
import io.weir.events.spec.TemplateSpec;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the template of a deployment must obey, beside its program (app-manager-api.md 2.2). */
final class TemplateRules {
  private static final Pattern MEMORY =
      Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,6})?)\\s*(?:([kKmMgGtT])[iI]?[bB]?|[bB])?");
  private static final BigDecimal MEBIBYTE = BigDecimal.valueOf(1 << 20);
  private static final BigDecimal LEAST_CPU = new BigDecimal("0.1");
  private static final Pattern OPTION = Pattern.compile("[A-Za-z0-9_$][A-Za-z0-9_.$/@~+-]*");

  private final SpecFaults faults;
  private final PlatformSettings settings;

  TemplateRules(SpecFaults faults, PlatformSettings settings) {
    this.faults = faults;
    this.settings = settings;
  }

  void check(TemplateSpec template, Optional<FlinkLine> line) {
    new ArtifactRules(faults, settings).check(template.artifact());
    processes(template.resources(), template.flinkConfiguration(), line);
    line.ifPresent(known -> HighAvailability.check(template.flinkConfiguration(), known, faults));
    scale(template);
    new LoggingRules(faults, settings).check(template.logging(), line);
    template.kubernetes().ifPresent(options -> PodRules.check(options, faults));
  }

  /** What is the program's, whatever runs it. */
  void program(TemplateSpec template, Optional<FlinkLine> line) {
    new ArtifactRules(faults, settings).check(template.artifact());
    faults.atLeastOne(SpecFaults.TEMPLATE + "/parallelism", template.parallelism());
    line.ifPresent(known -> template.flinkConfiguration().forEach((k, v) -> option(k, v, known)));
  }

  /** What the processes of a cluster get, whatever runs on it. */
  void processes(
      Map<String, ResourceSpec> resources, Map<String, String> options, Optional<FlinkLine> line) {
    resources.forEach(this::resource);
    for (String key : List.of("jobmanager", "taskmanager"))
      if (!resources.containsKey(key))
        faults.add(SpecFaults.TEMPLATE + "/resources/" + key, "expected cpu and memory");
    line.ifPresent(known -> options.forEach((k, v) -> option(k, v, known)));
  }

  private void resource(String name, ResourceSpec resource) {
    String at = SpecFaults.TEMPLATE + "/resources" + SpecFaults.step(name);
    if (resource.cpu().compareTo(LEAST_CPU) < 0) faults.add(at + "/cpu", "expected at least 0.1");
    if (bytes(resource.memory()).compareTo(MEBIBYTE) < 0)
      faults.add(at + "/memory", "expected an amount such as 1g, 1.5g or 2048m, at least 1m");
  }

  /** Units are powers of 1024, whatever their case; zero for what is no amount. */
  private static BigDecimal bytes(String memory) {
    Matcher amount = MEMORY.matcher(memory.strip());
    if (!amount.matches()) return BigDecimal.ZERO;
    String unit = Optional.ofNullable(amount.group(2)).orElse("").toLowerCase(Locale.ROOT);
    int power = unit.isEmpty() ? 0 : "kmgt".indexOf(unit) + 1;
    return new BigDecimal(amount.group(1)).multiply(BigDecimal.valueOf(1L << 10 * power));
  }

  private void option(String key, String value, FlinkLine line) {
    String at = SpecFaults.TEMPLATE + "/flinkConfiguration" + SpecFaults.step(key);
    if (!OPTION.matcher(key).matches())
      faults.add(at, "expected the key of a Flink option such as execution.checkpointing.interval");
    boolean textFile = !line.atLeast(1, 19);
    if (textFile && (value.contains("#") || value.contains("\n")))
      faults.add(
          at,
          "Flink "
              + line
              + " reads flink-conf.yaml, where a value can hold neither # nor a line break");
  }

  /** A job with more tasks than slots would only wait until its deadline. */
  private void scale(TemplateSpec template) {
    faults.atLeastOne(SpecFaults.TEMPLATE + "/parallelism", template.parallelism());
    template
        .numberOfTaskManagers()
        .ifPresent(n -> faults.atLeastOne(SpecFaults.TEMPLATE + "/numberOfTaskManagers", n));
    Map<String, String> options = template.flinkConfiguration();
    Optional<Integer> slots = slots(options);
    if (slots.isEmpty()) return;
    if (template.numberOfTaskManagers().isEmpty() || takesWhatIsThere(options)) return;
    long have = (long) template.numberOfTaskManagers().get() * slots.get();
    if (template.numberOfTaskManagers().get() >= 1 && have < template.parallelism())
      faults.add(
          SpecFaults.TEMPLATE + "/numberOfTaskManagers",
          "parallelism %d needs as many slots, but %d TaskManagers with %d each have %d: leave the field out, raise it or %s, or lower parallelism"
              .formatted(
                  template.parallelism(),
                  template.numberOfTaskManagers().get(),
                  slots.get(),
                  have,
                  TaskSlots.OPTION));
  }

  /** Slots of each TaskManager; a fault, and empty, when that is no such number. */
  Optional<Integer> slots(Map<String, String> options) {
    Optional<Integer> slots = TaskSlots.perTaskManager(options);
    if (slots.isEmpty())
      faults.add(
          SpecFaults.TEMPLATE + "/flinkConfiguration/" + TaskSlots.OPTION,
          "expected a whole number of slots from 1 to 99999, but got '"
              + SpecFaults.printable(options.get(TaskSlots.OPTION))
              + "'");
    return slots;
  }

  /** The adaptive scheduler runs with fewer slots than asked for. */
  private static boolean takesWhatIsThere(Map<String, String> options) {
    return options
            .getOrDefault("jobmanager.scheduler", "")
            .strip()
            .toLowerCase(Locale.ROOT)
            .equals("adaptive")
        || options
            .getOrDefault("scheduler-mode", "")
            .strip()
            .toLowerCase(Locale.ROOT)
            .equals("reactive");
  }
}
