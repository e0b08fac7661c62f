package io.weir.appmanager;

import io.weir.appmanager.RefusedBodyException.Code;
import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.events.SequenceStartEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Reads one YAML document into a tree without losing how a scalar was spelled: a plain scalar is a
 * number or a boolean only when that prints back as the same characters; everything else stays text
 * and is converted where a field wants a number. So {@code flinkVersion: 1.10} is {@code "1.10"}
 * for a text field, and {@code containerPort: 8080} is a number in a raw Kubernetes tree.
 *
 * <p>Tags, merge keys and several documents are refused; aliases are limited in number and in what
 * they grow to (billion laughs).
 */
final class YamlTree {
  private static final JsonNodeFactory NODES = ResourceJson.mapper().getNodeFactory();

  private final Iterator<Event> events;
  private final Map<Anchor, Sized> anchors = new HashMap<>();
  private int aliases;
  private int size;
  private int depth;

  /** A finished subtree and what it costs to write it out once more. */
  private record Sized(JsonNode node, int size) {}

  private YamlTree(Iterator<Event> events) {
    this.events = events;
  }

  static JsonNode read(byte[] body) {
    LoadSettings settings =
        LoadSettings.builder()
            .setLabel("body")
            .setUseMarks(true)
            .setCodePointLimit(BodyLimits.BYTES)
            .build();
    try {
      return new YamlTree(new Parse(settings).parseString(utf8(body)).iterator()).document();
    } catch (MarkedYamlEngineException e) {
      throw new RefusedBodyException(
          Code.MALFORMED_BODY,
          "Expected YAML, but" + at(e.getProblemMark()) + ": " + e.getProblem());
    } catch (YamlEngineException e) {
      throw new RefusedBodyException(
          Code.MALFORMED_BODY,
          "Expected YAML, but " + e.getMessage().lines().findFirst().orElse(""));
    }
  }

  private static String utf8(byte[] body) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    } catch (CharacterCodingException e) {
      throw new RefusedBodyException(
          Code.MALFORMED_BODY, "Expected UTF-8 text, but the body holds other bytes");
    }
  }

  private JsonNode document() {
    JsonNode root = MissingNode.getInstance();
    boolean seen = false;
    while (events.hasNext()) {
      Event event = events.next();
      if (event instanceof DocumentStartEvent) {
        if (seen)
          throw new RefusedBodyException(
              Code.OBJECT_EXPECTED,
              "Expected one YAML document, but"
                  + at(event.getStartMark())
                  + " a second one begins. Send one request per resource");
        seen = true;
        root = node(events.next());
      }
    }
    return root;
  }

  private JsonNode node(Event event) {
    if (event instanceof AliasEvent alias) return alias(alias);
    int before = size;
    grow(event, 1);
    JsonNode node =
        switch (event) {
          case ScalarEvent scalar -> {
            refuseTag(event, scalar.getTag());
            grow(event, scalar.getValue().length());
            yield scalar.isPlain() ? plain(scalar.getValue()) : NODES.stringNode(scalar.getValue());
          }
          case SequenceStartEvent sequence -> {
            refuseTag(event, sequence.getTag());
            yield sequence(event);
          }
          case MappingStartEvent mapping -> {
            refuseTag(event, mapping.getTag());
            yield mapping(event);
          }
          default -> throw new IllegalStateException("Expected a node, but got " + event);
        };
    ((NodeEvent) event)
        .getAnchor()
        .ifPresent(anchor -> anchors.put(anchor, new Sized(node, size - before)));
    return node;
  }

  private JsonNode alias(AliasEvent alias) {
    Sized known = anchors.get(alias.getAlias());
    if (known == null)
      throw new RefusedBodyException(
          Code.MALFORMED_BODY,
          "Expected an anchor before its alias, but"
              + at(alias.getStartMark())
              + " *"
              + alias.getAlias()
              + " is not known");
    if (++aliases > BodyLimits.ALIASES)
      throw new RefusedBodyException(
          Code.BODY_OUTSIDE_LIMITS,
          "Expected at most "
              + BodyLimits.ALIASES
              + " YAML aliases, but there are more"
              + at(alias.getStartMark())
              + ". Write the values out");
    grow(alias, known.size());
    return known.node().deepCopy();
  }

  private ArrayNode sequence(Event start) {
    deeper(start);
    ArrayNode array = NODES.arrayNode();
    for (Event next = events.next();
        next.getEventId() != Event.ID.SequenceEnd;
        next = events.next()) array.add(node(next));
    depth--;
    return array;
  }

  private ObjectNode mapping(Event start) {
    deeper(start);
    ObjectNode object = NODES.objectNode();
    for (Event next = events.next();
        next.getEventId() != Event.ID.MappingEnd;
        next = events.next()) {
      String key = key(next);
      if (object.has(key))
        throw new RefusedBodyException(
            Code.MALFORMED_BODY,
            "Expected each key once, but" + at(next.getStartMark()) + " '" + key + "' comes again");
      object.set(key, node(events.next()));
    }
    depth--;
    return object;
  }

  private String key(Event event) {
    if (!(event instanceof ScalarEvent scalar))
      throw new RefusedBodyException(
          Code.MALFORMED_BODY,
          "Expected text as a key, but" + at(event.getStartMark()) + " it is not");
    refuseTag(event, scalar.getTag());
    if (scalar.isPlain() && scalar.getValue().equals("<<"))
      throw new RefusedBodyException(
          Code.BODY_OUTSIDE_LIMITS,
          "Expected plain keys, but"
              + at(event.getStartMark())
              + " there is a merge key (<<), which YAML 1.2 does not have. Write the values out");
    grow(event, scalar.getValue().length());
    return scalar.getValue();
  }

  /** Also the place where a plain scalar gets its type. */
  private static JsonNode plain(String text) {
    switch (text) {
      case "", "~", "null", "Null", "NULL" -> {
        return NODES.nullNode();
      }
      case "true", "false" -> {
        return NODES.booleanNode(text.equals("true"));
      }
      default -> {
        return number(text).orElseGet(() -> NODES.stringNode(text));
      }
    }
  }

  private static Optional<JsonNode> number(String text) {
    if (text.length() > BodyLimits.NUMBER_DIGITS) return Optional.empty();
    char last = text.charAt(text.length() - 1);
    if (last < '0' || last > '9') return Optional.empty();
    try {
      BigDecimal number = new BigDecimal(text);
      if (!NumberLimits.fits(number) || !number.toPlainString().equals(text))
        return Optional.empty();
      // A tree keeps 4 and 4.0 apart: only the former is a whole number.
      return Optional.of(
          number.scale() == 0
              ? NODES.numberNode(number.toBigIntegerExact())
              : NODES.numberNode(number));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private void deeper(Event event) {
    if (++depth > BodyLimits.DEPTH)
      throw new RefusedBodyException(
          Code.BODY_OUTSIDE_LIMITS,
          "Expected at most "
              + BodyLimits.DEPTH
              + " levels, but"
              + at(event.getStartMark())
              + " there are more");
  }

  private void grow(Event event, int by) {
    size += by;
    if (size > BodyLimits.EXPANDED_SIZE)
      throw new RefusedBodyException(
          Code.BODY_OUTSIDE_LIMITS,
          "Expected YAML that grows to at most "
              + BodyLimits.EXPANDED_SIZE
              + " characters, but"
              + at(event.getStartMark())
              + " its aliases go beyond");
  }

  private static void refuseTag(Event event, Optional<?> tag) {
    if (tag.isPresent() && !tag.get().toString().equals("!"))
      throw new RefusedBodyException(
          Code.BODY_OUTSIDE_LIMITS,
          "Expected YAML without tags, but"
              + at(event.getStartMark())
              + " there is "
              + tag.get()
              + ". Remove it");
  }

  private static String at(Optional<Mark> mark) {
    return mark.map(m -> " at line " + (m.getLine() + 1) + ", column " + (m.getColumn() + 1))
        .orElse("");
  }
}
