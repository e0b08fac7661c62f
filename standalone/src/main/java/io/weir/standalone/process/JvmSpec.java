package io.weir.standalone.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A JVM to run as a part.
 *
 * @param name the part's name, also of its log and its pid file
 * @param mainClass what to run
 * @param classPath jars in the order that they were built with
 * @param heapMegabytes the largest heap
 * @param systemProperties {@code name=value}
 * @param arguments of the main class
 */
public record JvmSpec(
    String name,
    String mainClass,
    String classPath,
    int heapMegabytes,
    List<String> systemProperties,
    List<String> arguments) {
  public JvmSpec {
    systemProperties = List.copyOf(systemProperties);
    arguments = List.copyOf(arguments);
  }

  /**
   * The command line: serial collector and one compiler, since ten JVMs share a small machine. None
   * writes an archive of its classes as it ends (docs/adr/043).
   *
   * @param crash where it reports a crash
   */
  public List<String> command(Path java, CrashReport crash) {
    List<String> command = new ArrayList<>();
    command.add(java.toString());
    command.add("-Xmx" + heapMegabytes + "m");
    command.add("-Xss512k");
    command.add("-XX:+UseSerialGC");
    command.add("-XX:TieredStopAtLevel=1");
    command.add("-XX:-UsePerfData");
    command.add("-XX:+ExitOnOutOfMemoryError");
    command.addAll(crash.flags());
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("-Dfile.encoding=UTF-8");
    systemProperties.forEach(property -> command.add("-D" + property));
    command.add("-cp");
    command.add(classPath);
    command.add(mainClass);
    command.addAll(arguments);
    return command;
  }
}
