package io.weir.command.infra;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.store.IdempotentRequests;
import io.weir.command.store.IdempotentRequests.Claim;
import io.weir.command.store.StoreSchema;
import io.weir.command.store.StoreTransactions;
import io.weir.embedded.junit.DatabaseExtension;
import io.weir.embedded.junit.TestDatabase;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class KeyPruningTest {
  @RegisterExtension static final DatabaseExtension DATABASE = new DatabaseExtension();

  @Test
  void forgetsKeysAfterSevenDaysInBatchesWhileTheServiceRuns() throws Exception {
    TestDatabase database = DATABASE.freshDatabase();
    StoreSchema.migrate(database.dataSource(), "public");
    StoreTransactions transactions = new StoreTransactions(database.dataSource(), 10);
    IdempotentRequests requests = new IdempotentRequests(transactions);
    int many = 2 * KeyPruning.BATCH + 1;
    try (Connection connection = database.dataSource().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(
          "insert into idempotent_request select 'k' || i, '', '{}', now() from generate_series(1, "
              + many
              + ") i");
    }
    AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    KeyPruning pruning = new KeyPruning(transactions, requests, now::get);

    assertThat(pruning.prune()).isZero();
    now.updateAndGet(time -> time.plus(KeyPruning.KEPT).minus(Duration.ofHours(1)));
    assertThat(pruning.prune()).isZero();
    assertThat(claim(transactions, requests)).isInstanceOf(Claim.Reused.class);
    now.updateAndGet(time -> time.plus(Duration.ofHours(2)));
    assertThat(pruning.prune()).isEqualTo(many);
    assertThat(claim(transactions, requests)).isInstanceOf(Claim.Fresh.class);
  }

  private static Claim claim(StoreTransactions transactions, IdempotentRequests requests) {
    return transactions.inTransaction(() -> requests.claim("k1", new byte[] {1}));
  }
}
