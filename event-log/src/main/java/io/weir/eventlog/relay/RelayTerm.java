package io.weir.eventlog.relay;

import io.weir.eventlog.Failpoint;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * One term of leadership: from taking the lock to the first failure. It never recovers; the next
 * term reads everything again. Not thread-safe.
 */
final class RelayTerm implements AutoCloseable {
  /** What a step came to. */
  enum Step {
    /** Events were sent and the position moved. */
    SENT,
    /** A hole may still be filled by an open transaction. */
    HELD,
    /** The store has nothing more. */
    IDLE
  }

  private final RelaySettings settings;
  private final StoreSession session;
  private final RelayPosition position;
  private final EventPublisher publisher;
  private HoleRule holes = HoleRule.NOTHING_SEEN;
  private int lastSent;

  private RelayTerm(
      RelaySettings settings,
      StoreSession session,
      RelayPosition position,
      EventPublisher publisher) {
    this.settings = settings;
    this.session = session;
    this.position = position;
    this.publisher = publisher;
  }

  /** Begins a term; empty when another relay leads. */
  static Optional<RelayTerm> begin(DataSource source, RelaySettings settings) throws SQLException {
    Optional<StoreSession> led = StoreSession.lead(source, settings.name());
    if (led.isEmpty()) {
      return Optional.empty();
    }
    StoreSession session = led.get();
    try {
      Failpoint.hit(RelayFailpoints.AFTER_LOCK);
      RelayPosition position =
          RelayPosition.claim(session.connection(), settings.name(), settings.owner());
      Failpoint.hit(RelayFailpoints.AFTER_CLAIM);
      return Optional.of(new RelayTerm(settings, session, position, new EventPublisher(settings)));
    } catch (SQLException | RuntimeException | Error failure) {
      session.close();
      throw failure;
    }
  }

  /**
   * Reads once, sends what may be sent, moves the position.
   *
   * @throws PublishException when the topic did not take all
   * @throws FencedException when another relay has taken over
   */
  Step step() throws SQLException {
    StoreRead read = session.read(position.position(), settings.batch(), settings.batchBytes());
    Failpoint.hit(RelayFailpoints.AFTER_READ);
    if (read.events().isEmpty()) {
      return Step.IDLE;
    }
    holes = holes.after(read);
    List<StoredEvent> sendable = holes.sendable(position.position(), read.events());
    if (sendable.size() < read.events().size() && holes.needsFence()) {
      holes = holes.fencedAt(session.assignFence(), read.highest());
      Failpoint.hit(RelayFailpoints.AFTER_FENCE);
    }
    if (sendable.isEmpty()) {
      return Step.HELD;
    }
    publisher.publish(sendable);
    Failpoint.hit(RelayFailpoints.AFTER_ACK);
    position.advance(sendable.getLast().position());
    Failpoint.hit(RelayFailpoints.AFTER_ADVANCE);
    lastSent = sendable.size();
    return Step.SENT;
  }

  /** How many events the last step that sent has sent. */
  int lastSent() {
    return lastSent;
  }

  long position() {
    return position.position();
  }

  /** Whether appenders have been asked to notify since the last step that sent. */
  boolean waiting() {
    return position.waiting();
  }

  /** Asks appenders to notify; step once more before {@link #await}. */
  void beginToWait() throws SQLException {
    position.beginToWait();
    Failpoint.hit(RelayFailpoints.BEFORE_WAIT);
  }

  /** Returns when an appender has notified or the time is over. */
  void await(Duration atMost) throws SQLException {
    session.awaitNotification(atMost);
  }

  /** Ends the term as a crash would, as far as others can see: unsent records are dropped. */
  void abandon() throws SQLException {
    try (session) {
      publisher.abandon();
    }
  }

  @Override
  public void close() throws SQLException {
    try (session) {
      publisher.close();
    }
  }
}
