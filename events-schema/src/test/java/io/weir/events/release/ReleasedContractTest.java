package io.weir.events.release;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.events.reference.Repository;
import io.weir.events.reference.WireNames;
import io.weir.events.wire.EventCodec;
import io.weir.events.wire.EventType;
import io.weir.events.wire.ReportCodec;
import io.weir.events.wire.WireType;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The gate, on the real files. */
class ReleasedContractTest {
  static final CompatibilityGate.Today TODAY =
      new CompatibilityGate.Today() {
        @Override
        public Optional<String> revision(String wireName) {
          return WireNames.all().stream()
              .filter(type -> type.wireName().equals(wireName))
              .map(WireType::revision)
              .findFirst();
        }

        @Override
        public byte[] rewritten(String wireName, String revision, byte[] sample) {
          return EventType.named(wireName).isPresent()
              ? EventCodec.encode(EventCodec.decode(wireName, revision, sample))
              : ReportCodec.encode(ReportCodec.decode(wireName, revision, sample));
        }
      };

  @Test
  void whatWasReleasedIsUnchangedAndReadable() throws IOException {
    Contract today = Contract.in(Repository.SCHEMAS, Repository.GOLDEN);
    Contract released =
        Contract.in(Repository.RELEASED.resolve("schemas"), Repository.RELEASED.resolve("golden"));
    if (Boolean.getBoolean("release-contract")) {
      released = released.plusNew(today);
      released.writeTo(Repository.RELEASED);
    }
    Path sums = Repository.RELEASED.resolve(Contract.SUMS);

    assertThat(
            new CompatibilityGate(today, TODAY)
                .violations(released, Files.exists(sums) ? Files.readString(sums) : ""))
        .as("released/README.md tells the rules")
        .isEmpty();
  }
}
