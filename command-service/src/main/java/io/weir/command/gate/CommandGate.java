package io.weir.command.gate;

import io.weir.command.deployment.CommandContext;
import io.weir.command.deployment.Moment;
import io.weir.command.deployment.PlatformSettings;
import io.weir.command.gate.CommandRequest.Idempotency;
import io.weir.command.store.IdempotentRequests;
import io.weir.command.store.StoreTransactions;
import io.weir.eventlog.Failpoint;
import io.weir.events.wire.WireJson;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.DoubleSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import org.axonframework.modelling.command.ConcurrencyException;

/**
 * Runs one command: claims its key, lets it decide and append, stores its answer, commits; and
 * begins again when somebody else was faster.
 */
public final class CommandGate {
  private static final int ATTEMPTS = 10;
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);

  private final StoreTransactions transactions;
  private final IdempotentRequests requests;
  private final PlatformSettings settings;
  private final InstantSource clock;
  private final Supplier<UUID> ids;
  private final DoubleSupplier jitter;

  public CommandGate(
      StoreTransactions transactions,
      IdempotentRequests requests,
      PlatformSettings settings,
      InstantSource clock,
      Supplier<UUID> ids,
      DoubleSupplier jitter) {
    this.transactions = transactions;
    this.requests = requests;
    this.settings = settings;
    this.clock = clock;
    this.ids = ids;
    this.jitter = jitter;
  }

  /** A new id for what a command brings into being. */
  UUID mint() {
    return ids.get();
  }

  /**
   * Runs a command.
   *
   * @param command its kind, for the log
   * @param work decides, appends and answers within the transaction; may run several times
   * @throws ContendedException when others were faster every time
   * @throws KeyReusedException when the key came with another request before
   */
  Answer run(CommandRequest request, String command, Function<CommandContext, Answer> work) {
    UUID commandId = ids.get();
    Failpoint.hit(CommandFailpoints.BEFORE_TRANSACTION);
    for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
      CommandContext context = context(request, command, commandId);
      try {
        Answer answer = transactions.inTransaction(() -> once(request, context, work));
        Failpoint.hit(CommandFailpoints.AFTER_COMMIT);
        return answer;
      } catch (ConcurrencyException faster) {
        pause(attempt);
      }
    }
    throw new ContendedException(ATTEMPTS);
  }

  private Answer once(
      CommandRequest request, CommandContext context, Function<CommandContext, Answer> work) {
    if (request.idempotency().isEmpty()) return appended(work, context);
    Idempotency idempotency = request.idempotency().get();
    return switch (requests.claim(idempotency.key(), idempotency.fingerprint())) {
      case IdempotentRequests.Claim.Repeat repeat ->
          WireJson.mapper().readValue(repeat.answer(), Answer.class).again();
      case IdempotentRequests.Claim.Reused reused ->
          throw new KeyReusedException(idempotency.key());
      case IdempotentRequests.Claim.Fresh fresh -> {
        Failpoint.hit(CommandFailpoints.AFTER_IDEMPOTENCY_ROW);
        Answer answer = appended(work, context);
        requests.answered(idempotency.key(), WireJson.write(answer));
        yield answer;
      }
    };
  }

  private static Answer appended(Function<CommandContext, Answer> work, CommandContext context) {
    Answer answer = work.apply(context);
    Failpoint.hit(CommandFailpoints.AFTER_EVENTS);
    return answer;
  }

  private CommandContext context(CommandRequest request, String command, UUID commandId) {
    return new CommandContext(
        new Moment(clock.instant(), commandId, jitter.getAsDouble(), settings),
        request.actor(),
        request.reason(),
        request.correlationId(),
        command,
        request.traceparent(),
        request.expectedVersion());
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
