package io.weir.command.logging;

import io.pebbletemplates.pebble.PebbleEngine;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.loader.StringLoader;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Renders templates of log4j2 configurations (app-manager-api.md 2.2, Twig's syntax). */
public final class LogTemplate {
  /** Characters of a template and of what it renders. */
  static final int LONGEST = 64 * 1024;

  private static final String ROOT = "";
  private static final PebbleEngine ENGINE =
      new PebbleEngine.Builder()
          .loader(new StringLoader())
          .registerExtensionCustomizer(TemplateLanguage::new)
          .extension(new LoggerLoops())
          .methodAccessValidator((object, method) -> false)
          .autoEscaping(false)
          .newLineTrimming(false)
          .strictVariables(true)
          .cacheActive(false)
          .maxRenderedSize(LONGEST)
          .defaultLocale(Locale.ROOT)
          .build();

  private LogTemplate() {}

  /**
   * The text that a template gives.
   *
   * @param template with the variables {@code userConfiguredLoggers} (levels by logger name) and
   *     {@code rootLoggerLogLevel}
   * @param loggers levels by logger name; the root logger's name is the empty string
   * @throws BadLogTemplateException when it is none, or asks for what templates may not do
   */
  public static String render(String template, Map<String, String> loggers) {
    if (template.length() > LONGEST)
      throw new BadLogTemplateException("it is longer than " + LONGEST + " characters");
    Map<String, String> named = new TreeMap<>(loggers);
    named.remove(ROOT);
    Map<String, Object> variables = new HashMap<>();
    variables.put("rootLoggerLogLevel", loggers.getOrDefault(ROOT, "INFO"));
    variables.put(LoggerLoops.LOGGERS, named);
    variables.put(LoggerLoops.STEPS, new int[1]);
    StringWriter text = new StringWriter();
    try {
      ENGINE.getTemplate(template).evaluate(text, variables);
    } catch (PebbleException e) {
      throw new BadLogTemplateException(
          e.getPebbleMessage() + (e.getLineNumber() == null ? "" : ", line " + e.getLineNumber()));
    } catch (IndexOutOfBoundsException e) {
      // The parser's way to say it.
      throw new BadLogTemplateException("it ends before all that it begins is closed");
    } catch (StackOverflowError e) {
      throw new BadLogTemplateException("it nests too deeply");
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to write to memory", e);
    }
    return text.toString();
  }
}
