package io.weir.command.logging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LogTemplateTest {
  private static final Map<String, String> LOGGERS =
      Map.of("", "WARN", "org.apache.flink", "INFO", "com.example", "DEBUG");

  @Test
  void rendersTheXmlThatPlatformsUse() {
    String template =
        """
        <Loggers>
        {%- for name, level in userConfiguredLoggers -%}
          <Logger level="{{ level }}" name="{{ name }}"/>
        {%- endfor -%}
          <Root level="{{ rootLoggerLogLevel }}"/>
        </Loggers>
        """;

    assertThat(LogTemplate.render(template, LOGGERS))
        .isEqualTo(
            """
            <Loggers><Logger level="DEBUG" name="com.example"/><Logger level="INFO" name="org.apache.flink"/>\
            <Root level="WARN"/>
            </Loggers>
            """);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "{% for l in userConfiguredLoggers %}{{ loop.index }}{{ l.key }}={{ l.value }};{% endfor %}~1com.example=DEBUG;2org.apache.flink=INFO;",
        "{% if rootLoggerLogLevel == 'WARN' %}quiet{% else %}loud{% endif %}~quiet",
        "{{ rootLoggerLogLevel | lower }}{# said #}~warn",
        "{% for n, v in userConfiguredLoggers %}{{ n }}{% if not loop.last %},{% endif %}{% endfor %}~com.example,org.apache.flink",
        "appender.file.fileName = ${sys:log.file}~appender.file.fileName = ${sys:log.file}",
        "{% verbatim %}{{ x }}{% endverbatim %}~{{ x }}",
        "no <escaping> & 'nothing'~no <escaping> & 'nothing'"
      })
  void knowsLoopsConditionsAndAFewFilters(String template, String text) {
    assertThat(LogTemplate.render(template, LOGGERS)).isEqualTo(text);
  }

  @Test
  void takesInfoForARootLoggerThatIsNotNamed() {
    assertThat(LogTemplate.render("{{ rootLoggerLogLevel }}", Map.of())).isEqualTo("INFO");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '~',
      value = {
        "{{ unknown }}~unknown",
        "{{ rootLoggerLogLevel~line 1",
        "{% for x in userConfiguredLoggers %}~closed",
        "{% for x in [1, 2] %}{% endfor %}~userConfiguredLoggers",
        "{% for x in range(1, 1000000) %}{% endfor %}~userConfiguredLoggers",
        "{% set x = 1 %}~set",
        "{% include '/etc/passwd' %}~include",
        "{% import 'x' %}~import",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}~macro",
        "{{ rootLoggerLogLevel | replace({'W': 'WWWW'}) }}~replace",
        "{{ rootLoggerLogLevel.repeat(1000000000) }}~repeat",
        "{{ rootLoggerLogLevel.class.name }}~getClass",
        "{{ range(1, 1000000000) }}~range"
      })
  void refusesWhatATemplateMayNotDo(String template, String says) {
    assertThatThrownBy(() -> LogTemplate.render(template, LOGGERS))
        .isInstanceOf(BadLogTemplateException.class)
        .hasMessageContaining(says);
  }

  @Test
  void endsWhateverALoopIsMadeOf() {
    Map<String, String> many = new HashMap<>();
    for (int i = 0; i < 100; i++) many.put("logger" + i, "INFO");
    String inner = "{% for a in userConfiguredLoggers %}%s{% endfor %}";
    String nested = inner.replace("%s", inner.replace("%s", inner.replace("%s", "")));

    assertThatThrownBy(() -> LogTemplate.render(nested, many))
        .isInstanceOf(BadLogTemplateException.class)
        .hasMessageContaining("10000 steps");
    assertThatThrownBy(() -> LogTemplate.render(inner.replace("%s", "x".repeat(2000)), many))
        .isInstanceOf(BadLogTemplateException.class);
    assertThatThrownBy(() -> LogTemplate.render("x".repeat(100_000), many))
        .hasMessageContaining("65536");
    assertThatThrownBy(() -> LogTemplate.render("{{ " + "(".repeat(30_000) + " }}", many))
        .isInstanceOf(BadLogTemplateException.class);
  }
}
