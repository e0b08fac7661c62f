package io.weir.apirules;

import java.util.List;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Values that programs stumble over. */
final class Oddities {
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private static final List<String> TEXTS =
      List.of(
          "",
          " ",
          "a b",
          "\u0000",
          "x\u0000y",
          "\ud800",
          "x\udfff",
          "\ufffe\uffff",
          "\u202etxt",
          "\ud83d\ude80",
          "\u00e4\u00f6\u00fc",
          "line\nbreak",
          "tab\tand\rreturn",
          "quote\"'`\\",
          "'; drop table domain_event; --",
          "../../etc/passwd",
          "..",
          "%2e%2e%2f",
          "${NAME}",
          "${",
          "{{namespace}}",
          "{{ nobody }}",
          "{% for x in y %}",
          "null",
          "true",
          "~",
          "0x7f",
          "1e400",
          "-1",
          "PT1H",
          "P999999999D",
          "10s",
          "* * * * *",
          "0 0 31 2 *",
          "Mars/Olympus",
          "http://[::1",
          "file:///",
          "file://host/a b",
          "s3://",
          "://",
          "00000000-0000-0000-0000-000000000000",
          "0-0-0-0-0",
          "2026-02-30T25:61:61Z",
          "+1000000000-12-31T23:59:59.999999999Z",
          "namespaces/default",
          "namespaces/default/apitokens/",
          "user:",
          "system:authenticated");

  private static final List<String> NUMBERS =
      List.of(
          "0",
          "-1",
          "1",
          "2147483647",
          "2147483648",
          "-2147483648",
          "9223372036854775807",
          "9223372036854775808",
          "1e30",
          "1e-30",
          "0.1",
          "1.0",
          "3.5",
          "123456789012345678901234567890");

  private Oddities() {}

  static String text(SplittableRandom random) {
    return random.nextInt(40) == 0
        ? "long ".repeat(1 + random.nextInt(4000))
        : TEXTS.get(random.nextInt(TEXTS.size()));
  }

  static JsonNode value(SplittableRandom random) {
    return switch (random.nextInt(10)) {
      case 0 -> NODES.nullNode();
      case 1 -> NODES.booleanNode(random.nextBoolean());
      case 2, 3 ->
          NODES.numberNode(new java.math.BigDecimal(NUMBERS.get(random.nextInt(NUMBERS.size()))));
      case 4 -> NODES.arrayNode();
      case 5 -> NODES.arrayNode().add(text(random)).addNull().add(NODES.objectNode());
      case 6 -> NODES.objectNode();
      case 7 -> object(random);
      default -> NODES.stringNode(text(random));
    };
  }

  private static ObjectNode object(SplittableRandom random) {
    ObjectNode object = NODES.objectNode();
    object.put(text(random), text(random));
    ObjectNode inner = object;
    int depth = random.nextInt(8) == 0 ? 60 : random.nextInt(4);
    for (int i = 0; i < depth; i++) inner = inner.putObject("deep");
    return object;
  }
}
