package io.weir.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.weir.apirules.Description;
import io.weir.architecture.MappedRoutes;
import java.util.SortedSet;
import org.junit.jupiter.api.Test;

/**
 * What this service serves through the gateway and what {@code api/openapi.yaml} says are the same.
 */
class DocumentedRoutesTest {
  @Test
  void everyRouteIsInTheDocumentAndEveryOperationOfTheDocumentIsServed() {
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
        .isEqualTo(Description.read().routes("command"));
  }
}
