package io.weir.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.weir.appmanager.BodyReader;
import io.weir.appmanager.BodySyntax;
import io.weir.architecture.MappedRoutes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.ObjectNode;

/**
 * What this service serves through the gateway and what {@code api/openapi.yaml} says are the same.
 */
class DocumentedRoutesTest {
  @Test
  void everyRouteIsInTheDocumentAndEveryOperationOfTheDocumentIsServed() throws IOException {
    SortedSet<String> mapped =
        MappedRoutes.of(
            new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
                .importPackages("io.weir.command.api"));
    // Not through the gateway: probes, metrics, and a read that the projection service answers
    // there.
    mapped.removeIf(route -> route.matches("GET /(livez|readyz|metrics)|[A-Z]+ /internal/.*"));
    assertThat(mapped.remove("GET /api/v1/namespaces/{}/deployments/{}")).isTrue();

    assertThat(mapped)
        .as("routes of the controllers; what is missing goes into api/openapi.yaml")
        .isNotEmpty()
        .isEqualTo(documented());
  }

  private static SortedSet<String> documented() throws IOException {
    ObjectNode document =
        BodyReader.read(
            Files.readAllBytes(Path.of("").toAbsolutePath().resolveSibling("api/openapi.yaml")),
            Optional.of(BodySyntax.YAML));
    SortedSet<String> routes = new TreeSet<>();
    document
        .get("paths")
        .propertyStream()
        .forEach(
            path ->
                path.getValue()
                    .propertyStream()
                    .filter(o -> o.getValue().path("x-weir-service").asString("").equals("command"))
                    .map(o -> o.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey())
                    .map(MappedRoutes::nameless)
                    .forEach(routes::add));
    return routes;
  }
}
