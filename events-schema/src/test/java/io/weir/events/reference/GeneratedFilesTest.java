package io.weir.events.reference;

import io.weir.events.wire.WireType;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files that are written from the records are up to date. */
class GeneratedFilesTest {
  private static final RecordDocs DOCS = RecordDocs.of(Repository.SOURCES);
  private static final SchemaOfRecord SCHEMAS = new SchemaOfRecord(DOCS);

  static List<WireType<?>> types() {
    return WireNames.all();
  }

  @ParameterizedTest
  @MethodSource("types")
  void theSchemaIsThatOfTheRecord(WireType<?> type) throws IOException {
    Path file = Repository.SCHEMAS.resolve(type.wireName()).resolve(type.revision() + ".json");
    GeneratedFile.check(file, SCHEMAS.of(type));
  }

  @Test
  void theEventReferenceIsThatOfTheRecords() throws IOException {
    GeneratedFile.check(Repository.ROOT.resolve("docs/events.md"), new EventReference(DOCS).text());
  }

  @Test
  void theAsyncApiDocumentIsThatOfTheTablesAndSamples() throws IOException {
    GeneratedFile.check(
        Repository.ROOT.resolve("api/asyncapi.yaml"), new AsyncApiDocument(DOCS).text());
  }
}
