package io.weir.executor.deployment.render;

import io.weir.events.spec.ClusterSpec;
import java.util.Map;
import java.util.TreeMap;

/**
 * The log configuration: console, and the file that Flink's REST serves. Flink's scripts name the
 * file themselves, so it has the one name whatever its syntax is.
 */
final class LogFiles {
  static final String NAME = "log4j-console.properties";

  /** Makes log4j read a file as XML although its name says otherwise. */
  static final String XML_FLAG =
      "-Dlog4j.configurationFactory=org.apache.logging.log4j.core.config.xml.XmlConfigurationFactory";

  private static final String PATTERN = "%d{yyyy-MM-dd HH:mm:ss,SSS} %-5p %-60c %x - %m%n";

  private LogFiles() {}

  static String text(ClusterSpec spec) {
    if (spec.logConfiguration().isPresent()) return spec.logConfiguration().get();
    Map<String, String> loggers = new TreeMap<>(spec.logging().log4jLoggers());
    String root = loggers.getOrDefault("", "INFO");
    loggers.remove("");
    return FlinkRelease.of(spec).logsWithLog4j2() ? log4j2(root, loggers) : log4j1(root, loggers);
  }

  /** Whether the text is XML, which is what templates of other platforms are written in. */
  static boolean isXml(ClusterSpec spec) {
    return spec.logConfiguration().filter(text -> text.stripLeading().startsWith("<")).isPresent();
  }

  private static String log4j2(String root, Map<String, String> loggers) {
    StringBuilder text =
        new StringBuilder(
            """
            monitorInterval = 30
            rootLogger.level = ROOT
            rootLogger.appenderRef.console.ref = Console
            rootLogger.appenderRef.file.ref = File
            appender.console.name = Console
            appender.console.type = Console
            appender.console.layout.type = PatternLayout
            appender.console.layout.pattern = PATTERN
            appender.file.name = File
            appender.file.type = RollingFile
            appender.file.append = true
            appender.file.fileName = ${sys:log.file}
            appender.file.filePattern = ${sys:log.file}.%i
            appender.file.layout.type = PatternLayout
            appender.file.layout.pattern = PATTERN
            appender.file.policies.type = Policies
            appender.file.policies.size.type = SizeBasedTriggeringPolicy
            appender.file.policies.size.size = 20MB
            appender.file.strategy.type = DefaultRolloverStrategy
            appender.file.strategy.max = 5
            """
                .replace("ROOT", root)
                .replace("PATTERN", PATTERN));
    int number = 0;
    for (Map.Entry<String, String> logger : loggers.entrySet()) {
      number++;
      text.append("logger.l%d.name = %s\n".formatted(number, logger.getKey()));
      text.append("logger.l%d.level = %s\n".formatted(number, logger.getValue()));
    }
    return text.toString();
  }

  private static String log4j1(String root, Map<String, String> loggers) {
    StringBuilder text =
        new StringBuilder(
            """
            log4j.rootLogger = ROOT, console, file
            log4j.appender.console = org.apache.log4j.ConsoleAppender
            log4j.appender.console.layout = org.apache.log4j.PatternLayout
            log4j.appender.console.layout.ConversionPattern = PATTERN
            log4j.appender.file = org.apache.log4j.RollingFileAppender
            log4j.appender.file.file = ${log.file}
            log4j.appender.file.MaxFileSize = 20MB
            log4j.appender.file.MaxBackupIndex = 5
            log4j.appender.file.layout = org.apache.log4j.PatternLayout
            log4j.appender.file.layout.ConversionPattern = PATTERN
            """
                .replace("ROOT", root)
                .replace("PATTERN", PATTERN));
    loggers.forEach((name, level) -> text.append("log4j.logger.%s = %s\n".formatted(name, level)));
    return text.toString();
  }
}
