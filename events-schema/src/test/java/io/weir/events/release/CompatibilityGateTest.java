package io.weir.events.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.events.reference.Repository;
import io.weir.events.wire.UndecodableException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** As if everything of today had been released: each way to break the contract is told. */
class CompatibilityGateTest {
  private static final String SCHEMA = "schemas/job.started/1.json";
  private static final String SAMPLE = "golden/job.started/1.json";
  private static final Contract RELEASED = Contract.in(Repository.SCHEMAS, Repository.GOLDEN);

  @Test
  void findsNothingWhenNothingChanged() {
    assertThat(violations(RELEASED)).isEmpty();
  }

  @Test
  void findsNothingWhenOnlyWordsChanged() {
    assertThat(violations(with(SCHEMA, text -> text.replace("Flink reports RUNNING.", "It runs."))))
        .isEmpty();
  }

  @Test
  void findsNothingWrongWithSomethingNew() {
    SortedMap<String, String> files = new TreeMap<>(RELEASED.files());
    files.put("schemas/job.paused/1.json", "{}");

    assertThat(violations(new Contract(files))).isEmpty();
  }

  @Test
  void findsAFieldThatWasAddedToAReleasedRevision() {
    assertThat(
            violations(
                with(
                    SCHEMA,
                    text ->
                        text.replace(
                            "\"properties\" : {",
                            "\"properties\" : { \"description\" : { \"type\" : \"string\" },"))))
        .singleElement()
        .asString()
        .contains("job.started revision 1 is released and its shape changed", "add a field");
  }

  @Test
  void findsAFieldThatBecameOptional() {
    assertThat(violations(with(SCHEMA, text -> text.replace(", \"startedAt\" ]", " ]"))))
        .singleElement()
        .asString()
        .contains("its shape changed");
  }

  @Test
  void findsASchemaThatIsGone() {
    assertThat(violations(without(SCHEMA)))
        .anySatisfy(
            text -> assertThat(text).contains("the schema of job.started revision 1 is gone"));
  }

  @Test
  void findsASampleThatWasEdited() {
    assertThat(violations(with(SAMPLE, text -> text.replace("2026", "2027"))))
        .singleElement()
        .asString()
        .contains("golden sample golden/job.started/1.json is released and was changed");
  }

  @Test
  void findsATypeThatLeftTheTable() {
    CompatibilityGate.Today forgetful = today("job.started", null);

    assertThat(new CompatibilityGate(RELEASED, forgetful).violations(RELEASED, RELEASED.sums()))
        .singleElement()
        .asString()
        .contains("job.started was released and is no longer in the wire table");
  }

  @Test
  void findsARevisionThatNoUpcasterReads() {
    CompatibilityGate.Today ahead = today("job.started", "2");

    assertThat(new CompatibilityGate(RELEASED, ahead).violations(RELEASED, RELEASED.sums()))
        .hasSize(2)
        .allSatisfy(
            text -> assertThat(text).contains("job.started", "can no longer be read", "upcaster"));
  }

  @Test
  void findsAnEditOfAReleasedFile() {
    Contract edited = with(SAMPLE, text -> text.replace("2026", "2027"));

    assertThat(
            new CompatibilityGate(edited, ReleasedContractTest.TODAY)
                .violations(edited, RELEASED.sums()))
        .singleElement()
        .asString()
        .contains("SHA256SUMS does not agree");
  }

  @Test
  void aReleaseAddsAndNeverOverwrites(@TempDir Path folder) throws IOException {
    RELEASED.writeTo(folder);
    Contract changed = with(SAMPLE, text -> text.replace("2026", "2027"));
    SortedMap<String, String> files = new TreeMap<>(changed.files());
    files.put("golden/job.started/2.json", "{}\n");
    Contract first = Contract.in(folder.resolve("schemas"), folder.resolve("golden"));

    first.plusNew(new Contract(files)).writeTo(folder);
    Contract second = Contract.in(folder.resolve("schemas"), folder.resolve("golden"));

    assertThat(second.files())
        .containsAllEntriesOf(RELEASED.files())
        .containsEntry("golden/job.started/2.json", "{}\n")
        .hasSize(RELEASED.files().size() + 1);
    assertThat(folder.resolve(Contract.SUMS)).hasContent(second.sums());
  }

  private static List<String> violations(Contract today) {
    return new CompatibilityGate(today, ReleasedContractTest.TODAY)
        .violations(RELEASED, RELEASED.sums());
  }

  private static Contract with(String path, UnaryOperator<String> change) {
    SortedMap<String, String> files = new TreeMap<>(RELEASED.files());
    String changed = change.apply(files.get(path));
    assertThat(changed).as("the change must change something").isNotEqualTo(files.get(path));
    files.put(path, changed);
    return new Contract(files);
  }

  private static Contract without(String path) {
    SortedMap<String, String> files = new TreeMap<>(RELEASED.files());
    assertThat(files.remove(path)).isNotNull();
    return new Contract(files);
  }

  /** Today's code, but with another revision of one type; null: the type is not known. */
  private static CompatibilityGate.Today today(String wireName, String revision) {
    return new CompatibilityGate.Today() {
      @Override
      public Optional<String> revision(String name) {
        return name.equals(wireName)
            ? Optional.ofNullable(revision)
            : ReleasedContractTest.TODAY.revision(name);
      }

      @Override
      public byte[] rewritten(String name, String written, byte[] sample) {
        if (name.equals(wireName))
          throw new UndecodableException("Expected revision " + revision + ", but got " + written);
        return ReleasedContractTest.TODAY.rewritten(name, written, sample);
      }
    };
  }
}
