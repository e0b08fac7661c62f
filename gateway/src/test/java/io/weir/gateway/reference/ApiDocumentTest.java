package io.weir.gateway.reference;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.weir.gateway.route.Route;
import io.weir.gateway.route.Routes;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The description of the API says what is well-formed, whole and true. */
class ApiDocumentTest {
  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
  private static final ApiDocument DOCUMENT = ApiDocument.read();
  private static final ObjectNode WHOLE = DOCUMENT.whole();

  /** One operation of the document. */
  private record Operation(String method, String path, JsonNode item, JsonNode said) {}

  @Test
  void isOpenApiAndEachSchemaIsOne() throws IOException {
    try (InputStream file = ApiDocumentTest.class.getResourceAsStream("/openapi-3.1-used.json")) {
      String schema = new String(file.readAllBytes(), StandardCharsets.UTF_8);

      assertThat(problems(schema, WHOLE)).isEmpty();
      ObjectNode broken = WHOLE.deepCopy();
      ((ObjectNode) broken.at("/components/schemas/Job")).put("type", "thing");
      assertThat(problems(schema, broken)).isNotEmpty();
    }
  }

  @Test
  void everyReferenceLeadsSomewhereInTheWholeAndInBothParts() {
    for (ObjectNode document : List.of(WHOLE, DOCUMENT.platform(), DOCUMENT.appManager()))
      assertThat(references(document))
          .isNotEmpty()
          .allSatisfy(
              reference ->
                  assertThat(document.at(reference.substring(1)).isMissingNode())
                      .as(reference)
                      .isFalse());
  }

  @Test
  void everyComponentIsUsed() {
    List<String> used = references(WHOLE);

    for (Map.Entry<String, JsonNode> kind : WHOLE.get("components").properties())
      for (String name : kind.getValue().propertyNames())
        assertThat(used).contains("#/components/" + kind.getKey() + "/" + name);
  }

  @Test
  void thePartsAreDisjointAndTogetherTheWhole() {
    List<String> paths = new ArrayList<>(DOCUMENT.platform().get("paths").propertyNames());
    assertThat(paths).isNotEmpty().noneMatch(path -> path.startsWith("/api/"));
    paths.addAll(DOCUMENT.appManager().get("paths").propertyNames());

    assertThat(paths)
        .containsExactlyInAnyOrderElementsOf(WHOLE.get("paths").propertyNames())
        .doesNotHaveDuplicates();
    assertThat(DOCUMENT.platform().at("/components/schemas/Deployment").isMissingNode()).isTrue();
  }

  @Test
  void everyExampleFitsItsSchema() {
    List<String> examples = new ArrayList<>();
    WHOLE.findParents("examples").forEach(holder -> check((ObjectNode) holder, examples));
    WHOLE.findParents("example").forEach(holder -> check((ObjectNode) holder, examples));

    assertThat(examples).hasSizeGreaterThan(10);
  }

  private static void check(ObjectNode holder, List<String> seen) {
    JsonNode schema = holder.has("schema") ? holder.get("schema") : holder;
    List<JsonNode> values = new ArrayList<>();
    if (holder.has("example")) values.add(holder.get("example"));
    holder
        .path("examples")
        .forEach(example -> values.add(holder.has("schema") ? example.get("value") : example));
    for (JsonNode value : values) {
      ObjectNode alone = ((ObjectNode) schema).deepCopy();
      alone.set("components", WHOLE.get("components"));
      assertThat(problems(alone.toString(), value)).as(value.toString()).isEmpty();
      seen.add(value.toString());
    }
  }

  @Test
  void everyOperationHasAnIdOfItsOwnADeclaredTagAndThePathsParameters() {
    List<String> tags = WHOLE.get("tags").findValuesAsString("name");

    assertThat(operations().map(o -> o.said().get("operationId").asString()).toList())
        .doesNotHaveDuplicates();
    operations()
        .forEach(
            operation -> {
              assertThat(tags).contains(operation.said().at("/tags/0").asString());
              assertThat(pathParameters(operation.item()))
                  .as(operation.path())
                  .containsExactlyInAnyOrderElementsOf(
                      Pattern.compile("\\{(\\w+)}")
                          .matcher(operation.path())
                          .results()
                          .map(found -> found.group(1))
                          .toList());
            });
  }

  @Test
  void namesTheServiceThatTheGatewayAsks() {
    operations()
        .forEach(
            operation ->
                assertThat(
                        Routes.route(
                            operation.method().toUpperCase(Locale.ROOT),
                            operation.path().replaceAll("\\{\\w+}", "x")))
                    .as("%s %s", operation.method(), operation.path())
                    .isInstanceOfSatisfying(
                        Route.To.class,
                        to ->
                            assertThat(to.upstream().name().toLowerCase(Locale.ROOT))
                                .isEqualTo(operation.said().get("x-weir-service").asString())));
  }

  private static Stream<Operation> operations() {
    return WHOLE
        .get("paths")
        .propertyStream()
        .flatMap(
            path ->
                path.getValue()
                    .propertyStream()
                    .filter(entry -> entry.getValue().has("operationId"))
                    .map(
                        entry ->
                            new Operation(
                                entry.getKey(), path.getKey(), path.getValue(), entry.getValue())));
  }

  private static List<String> pathParameters(JsonNode item) {
    return item.path("parameters")
        .valueStream()
        .map(p -> p.has("$ref") ? WHOLE.at(p.get("$ref").asString().substring(1)) : p)
        .filter(p -> p.get("in").asString().equals("path"))
        .map(p -> p.get("name").asString())
        .toList();
  }

  private static List<String> references(JsonNode document) {
    return document.findValuesAsString("$ref");
  }

  private static List<String> problems(String schema, JsonNode value) {
    return REGISTRY
        .getSchema(schema)
        .validate(
            value.toString(),
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)))
        .stream()
        .map(Object::toString)
        .toList();
  }
}
