package io.weir.command.gate;

import io.weir.command.deployment.CommandContext;
import io.weir.command.deployment.Moment;
import io.weir.command.deployment.PlatformSettings;
import io.weir.command.deployment.SessionClusters;
import io.weir.command.gate.CommandRequest.Idempotency;
import io.weir.command.store.DomainEventStorage;
import io.weir.command.store.GroupCommit;
import io.weir.command.store.IdempotentRequests;
import io.weir.command.store.KeptAnswer;
import io.weir.command.store.StoreTransactions;
import io.weir.command.store.StoreTransactions.Decision;
import io.weir.command.store.StoredDeployments;
import io.weir.eventlog.Failpoint;
import io.weir.eventlog.Partitions;
import io.weir.events.wire.WireJson;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * Runs one command. If it can be decided on what is in memory, it is, and what it writes is
 * committed together with what others write (docs/adr/016). Else, and whenever that does not work
 * out, it has a transaction of its own: claims its key, decides, appends, stores its answer,
 * commits; and begins again when somebody else was faster.
 */
public final class CommandGate {
  private static final int ATTEMPTS = 10;
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

  private final StoreTransactions transactions;
  private final GroupCommit groups;
  private final IdempotentRequests requests;
  private final DomainEventStorage storage;
  private final StoredDeployments deployments;
  private final PlatformSettings settings;
  private final SessionClusters sessionClusters;
  private final InstantSource clock;
  private final Supplier<UUID> ids;
  private final DoubleSupplier jitter;
  private final int partitions;

  /**
   * @param partitions of the topic of events, for positions
   */
  public CommandGate(
      StoreTransactions transactions,
      GroupCommit groups,
      IdempotentRequests requests,
      DomainEventStorage storage,
      PlatformSettings settings,
      SessionClusters sessionClusters,
      InstantSource clock,
      Supplier<UUID> ids,
      DoubleSupplier jitter,
      int partitions) {
    this.transactions = transactions;
    this.groups = groups;
    this.requests = requests;
    this.storage = storage;
    this.deployments = new StoredDeployments(storage);
    this.settings = settings;
    this.sessionClusters = sessionClusters;
    this.clock = clock;
    this.ids = ids;
    this.jitter = jitter;
    this.partitions = partitions;
  }

  /** A moment to judge by when nothing is recorded. */
  Moment now() {
    return new Moment(clock.instant(), ids.get(), 0, settings, sessionClusters);
  }

  /** A new id for what a command brings into being. */
  UUID mint() {
    return ids.get();
  }

  /**
   * Runs a command.
   *
   * @param command its kind, for the log
   * @param work decides, appends and answers within the transaction or in memory; may run several
   *     times
   * @throws ContendedException when others were faster every time
   * @throws KeyReusedException when the key came with another request before
   */
  Answer.Given run(CommandRequest request, String command, Function<CommandContext, Answer> work) {
    UUID commandId = ids.get();
    // A key is not claimed by it either: the same key may come with the command itself.
    if (request.dryRun())
      return new Answer.Given(
          transactions.rehearsed(() -> work.apply(context(request, command, commandId))),
          "",
          false);
    Failpoint.hit(CommandFailpoints.BEFORE_TRANSACTION);
    Answer.Given given =
        inGroup(request, context(request, command, commandId), work)
            .orElseGet(() -> alone(request, command, commandId, work));
    Failpoint.hit(CommandFailpoints.AFTER_COMMIT);
    return given;
  }

  /** Decides on what is in memory and writes with others; empty when that cannot be. */
  private Optional<Answer.Given> inGroup(
      CommandRequest request, CommandContext context, Function<CommandContext, Answer> work) {
    Optional<Decision<Answer>> decision = transactions.inMemory(() -> work.apply(context));
    if (decision.isEmpty()) return Optional.empty();
    Answer answer = decision.get().result();
    OptionalLong index =
        groups.write(
            decision.get(),
            request
                .idempotency()
                .map(
                    i -> new KeptAnswer(i.key(), i.fingerprint(), kept(answer, Optional.empty()))));
    return index.isPresent()
        ? Optional.of(given(answer, index.getAsLong(), false))
        : Optional.empty();
  }

  private Answer.Given alone(
      CommandRequest request,
      String command,
      UUID commandId,
      Function<CommandContext, Answer> work) {
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      CommandContext context = context(request, command, commandId);
      try {
        return transactions.inTransaction(() -> once(request, context, work));
      } catch (ConcurrencyException faster) {
        pause(attempt);
      }
    }
    throw new ContendedException(ATTEMPTS);
  }

  private Answer.Given once(
      CommandRequest request, CommandContext context, Function<CommandContext, Answer> work) {
    if (request.idempotency().isEmpty()) return appended(work, context);
    Idempotency idempotency = request.idempotency().get();
    return switch (requests.claim(idempotency.key(), idempotency.fingerprint())) {
      case IdempotentRequests.Claim.Repeat repeat -> again(repeat.answer());
      case IdempotentRequests.Claim.Reused reused ->
          throw new KeyReusedException(idempotency.key());
      case IdempotentRequests.Claim.Fresh fresh -> {
        Failpoint.hit(CommandFailpoints.AFTER_IDEMPOTENCY_ROW);
        Answer.Given given = appended(work, context);
        requests.answered(
            idempotency.key(), kept(given.answer(), Optional.of(transactions.newestIndex())));
        yield given;
      }
    };
  }

  private Answer.Given appended(Function<CommandContext, Answer> work, CommandContext context) {
    Answer answer = work.apply(context);
    Failpoint.hit(CommandFailpoints.AFTER_EVENTS);
    return given(answer, transactions.newestIndex(), false);
  }

  private static byte[] kept(Answer answer, Optional<Long> index) {
    return WireJson.write(Answer.Kept.of(answer, index));
  }

  private Answer.Given again(byte[] json) {
    Answer.Kept kept = WireJson.mapper().readValue(json, Answer.Kept.class);
    Answer answer =
        kept.body()
            .map(body -> Answer.of(kept.status(), body, kept.version(), kept.aggregateId()))
            .orElseGet(
                () -> Answer.of(kept.status(), deployments.at(kept.aggregateId(), kept.version())));
    long index =
        kept.index().orElseGet(() -> storage.indexOf(kept.aggregateId(), kept.version() - 1));
    return given(answer, index, true);
  }

  private Answer.Given given(Answer answer, long index, boolean replayed) {
    String position = Partitions.of(answer.aggregateId(), partitions) + ":" + index;
    return new Answer.Given(answer, position, replayed);
  }

  private CommandContext context(CommandRequest request, String command, UUID commandId) {
    return new CommandContext(
        new Moment(clock.instant(), commandId, jitter.getAsDouble(), settings, sessionClusters),
        request.actor(),
        request.reason(),
        request.correlationId(),
        command,
        request.traceparent(),
        request.expectedVersion(),
        request.dryRun());
  }

  /** Losers spread out, or they would meet again. */
  private void pause(int attempt) {
    double share = jitter.getAsDouble() * attempt / ATTEMPTS;
    LockSupport.parkNanos((long) (LONGEST_PAUSE.toNanos() * share));
  }

  /** For reads. */
  <T> Optional<T> read(Supplier<Optional<T>> query) {
    return transactions.inTransaction(query);
  }
}
