package io.weir.events.release;

import io.weir.events.wire.SchemaCheck;
import io.weir.events.wire.UndecodableException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares what was released with what is written and read today. Backward and transitive: today's
 * reader reads every revision that ever was, since the log is kept for ever.
 */
final class CompatibilityGate {
  /** What today's code knows and reads; a value, so that a test can have its own. */
  interface Today {
    /** The current revision of a type, or empty when the table does not list it. */
    Optional<String> revision(String wireName);

    /**
     * Reads a sample of any revision and writes it as today's revision.
     *
     * @throws UndecodableException when it cannot be read
     */
    byte[] rewritten(String wireName, String revision, byte[] sample);
  }

  private static final JsonMapper MAPPER = JsonMapper.shared();

  private final Contract today;
  private final Today code;

  CompatibilityGate(Contract today, Today code) {
    this.today = today;
    this.code = code;
  }

  /** One sentence per violation, with what to do; empty when nothing is wrong. */
  List<String> violations(Contract released, String sums) {
    List<String> found = new ArrayList<>();
    if (!released.sums().equals(sums))
      found.add(
          "released/SHA256SUMS does not agree with the files beside it: released files are never edited;"
              + " restore them (git checkout), see released/README.md");
    released
        .files()
        .forEach(
            (path, text) -> {
              if (path.startsWith("schemas/")) schema(path, text, found);
              else sample(path, text, found);
            });
    return found;
  }

  private void schema(String path, String released, List<String> found) {
    Name name = Name.of(path);
    if (code.revision(name.wireName).isEmpty())
      found.add(
          "%s was released and is no longer in the wire table: logs hold it for ever; put it back"
              .formatted(name.wireName));
    String current = today.files().get(path);
    if (current == null)
      found.add(
          "the schema of %s is gone: put src/main/resources/%s back, clients read old revisions too"
              .formatted(name, path));
    else if (!shape(current).equals(shape(released)))
      found.add(
          "%s is released and its shape changed: restore the record, and make the change a new revision with an upcaster (docs/handbook.md 'add a field')"
              .formatted(name));
  }

  private void sample(String path, String released, List<String> found) {
    Name name = Name.of(path);
    if (!released.equals(today.files().get(path)))
      found.add(
          "the golden sample %s is released and was changed or removed: restore it; a new shape is a new revision with a sample of its own"
              .formatted(path));
    Optional<String> revision = code.revision(name.wireName);
    if (revision.isEmpty()) return; // told by the schema
    try {
      byte[] rewritten =
          code.rewritten(name.wireName, name.revision, released.getBytes(StandardCharsets.UTF_8));
      String schema =
          today.files().get("schemas/%s/%s.json".formatted(name.wireName, revision.get()));
      if (schema != null)
        SchemaCheck.problems(schema, rewritten)
            .forEach(
                problem ->
                    found.add(
                        "the released sample %s does not fit the current schema after upcasting: %s"
                            .formatted(path, problem)));
    } catch (UndecodableException e) {
      found.add(
          "the released sample %s can no longer be read: %s; add an upcaster (docs/handbook.md 'add a field')"
              .formatted(path, e.getMessage()));
    }
  }

  /** The schema without its words. */
  private static JsonNode shape(String schema) {
    return withoutWords(MAPPER.readTree(schema), false);
  }

  private static JsonNode withoutWords(JsonNode node, boolean namesOfFields) {
    if (node instanceof ObjectNode object) {
      if (!namesOfFields) object.remove(List.of("description", "title"));
      for (Map.Entry<String, JsonNode> field : object.properties())
        withoutWords(
            field.getValue(),
            !namesOfFields
                && (field.getKey().equals("properties") || field.getKey().equals("$defs")));
    }
    return node;
  }

  /** The type and revision that a path speaks about. */
  private record Name(String wireName, String revision) {
    static Name of(String path) {
      String[] parts = path.split("/");
      return new Name(parts[1], parts[2].replaceFirst("(-minimal)?\\.json$", ""));
    }

    @Override
    public String toString() {
      return wireName + " revision " + revision;
    }
  }
}
