package io.weir.command.gate;

import io.weir.command.plain.Address;
import io.weir.command.seal.SecretSeal;
import io.weir.command.seal.SecretText;
import io.weir.command.store.ResourceNames;
import io.weir.command.store.SealedValues;
import io.weir.command.store.StoreTransactions;
import io.weir.events.AggregateKind;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Gives the values of secrets to whoever starts a job, and keeps them under the newest key. */
public final class SecretResolution {
  private final StoreTransactions transactions;
  private final ResourceNames names;
  private final SealedValues values;
  private final Optional<SecretSeal> seal;

  public SecretResolution(
      StoreTransactions transactions,
      ResourceNames names,
      SealedValues values,
      Optional<SecretSeal> seal) {
    this.transactions = transactions;
    this.names = names;
    this.values = values;
    this.seal = seal;
  }

  /**
   * A value as it is now.
   *
   * @param version which one it is; events name it, too
   * @param value itself
   */
  public record Resolved(long version, SecretText value) {}

  /**
   * The values of those names that there are in the namespace, all of one moment.
   *
   * @throws NoMasterKeyException when there is a value and no key
   * @throws io.weir.command.seal.UnopenedSecretException when a key is missing
   */
  public Map<String, Resolved> resolve(String namespace, Collection<String> wanted) {
    return transactions.inTransaction(
        () -> {
          Map<String, Resolved> resolved = new TreeMap<>();
          for (String name : wanted)
            names
                .find(AggregateKind.SECRET_VALUE, new Address(namespace, name))
                .flatMap(values::find)
                .ifPresent(entry -> resolved.put(name, open(entry)));
          return resolved;
        });
  }

  /**
   * Seals with the newest key what is sealed with an older one.
   *
   * @return how many were sealed anew
   * @throws io.weir.command.seal.UnopenedSecretException when a key is missing; nothing is changed
   */
  public int sealAnew() {
    if (seal.isEmpty()) return 0;
    return transactions.inTransaction(
        () -> {
          List<SealedValues.Entry> old =
              values.allToSealAnew().stream()
                  .filter(entry -> !seal.get().isCurrent(entry.sealed()))
                  .toList();
          for (SealedValues.Entry entry : old)
            values.put(
                new SealedValues.Entry(
                    entry.secretId(),
                    entry.name(),
                    seal.get().seal(open(entry).value(), entry.name())));
          return old.size();
        });
  }

  private Resolved open(SealedValues.Entry entry) {
    return new Resolved(
        entry.name().version(),
        seal.orElseThrow(NoMasterKeyException::new).open(entry.sealed(), entry.name()));
  }
}
