package io.weir.projection.api;

import java.util.function.Supplier;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/** One consistent look at the read models per request. */
public final class ReadTransaction {
  private final TransactionTemplate template;

  public ReadTransaction(PlatformTransactionManager transactions) {
    template = new TransactionTemplate(transactions);
    template.setReadOnly(true);
    template.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
  }

  <T> T look(Supplier<T> queries) {
    return template.execute(status -> queries.get());
  }
}
