package io.weir.eventlog.relay;

import io.weir.eventlog.Failpoint;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * One term of leadership: from taking the lock to the first failure. It never recovers; the next
 * term reads everything again. Not thread-safe.
 *
 * <p>With a backlog to carry it reads the next batch while the one before is on its way, so that
 * neither the store nor the topic waits for the other.
 */
final class RelayTerm implements AutoCloseable {
  /** What a step came to. */
  enum Step {
    /** Events were sent, or the position moved behind those that were sent before. */
    SENT,
    /** A hole may still be filled by an open transaction. */
    HELD,
    /** The store has nothing more. */
    IDLE
  }

  /** One is on its way while the next is read; more would only be sent again after a failure. */
  private static final int MOST_UNDER_WAY = 2;

  private final RelaySettings settings;
  private final StoreSession session;
  private final RelayPosition position;
  private final EventPublisher publisher;
  private final Deque<EventPublisher.UnderWay> underWay = new ArrayDeque<>();
  private HoleRule holes = HoleRule.NOTHING_SEEN;
  private long sentUpTo;
  private int lastAcknowledged;

  private RelayTerm(
      RelaySettings settings,
      StoreSession session,
      RelayPosition position,
      EventPublisher publisher) {
    this.settings = settings;
    this.session = session;
    this.position = position;
    this.publisher = publisher;
    this.sentUpTo = position.position();
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
      session.commitWithoutWaiting();
      return Optional.of(new RelayTerm(settings, session, position, new EventPublisher(settings)));
    } catch (SQLException | RuntimeException | Error failure) {
      session.close();
      throw failure;
    }
  }

  /**
   * Reads once, sends what may be sent, moves the position behind what is acknowledged.
   *
   * @throws PublishException when the topic did not take all
   * @throws FencedException when another relay has taken over
   */
  Step step() throws SQLException {
    lastAcknowledged = 0;
    StoreRead read = session.read(sentUpTo, settings.batch(), settings.batchBytes());
    Failpoint.hit(RelayFailpoints.AFTER_READ);
    if (read.events().isEmpty()) {
      return acknowledge(0) ? Step.SENT : Step.IDLE;
    }
    holes = holes.after(read);
    List<StoredEvent> sendable = holes.sendable(sentUpTo, read.events());
    boolean held = sendable.size() < read.events().size();
    if (held && holes.needsFence()) {
      holes = holes.fencedAt(session.assignFence(), read.highest());
      Failpoint.hit(RelayFailpoints.AFTER_FENCE);
    }
    if (sendable.isEmpty()) {
      return acknowledge(0) ? Step.SENT : Step.HELD;
    }
    underWay.addLast(publisher.send(sendable));
    sentUpTo = sendable.getLast().position();
    boolean backlog = !held && read.reaches(settings.batch(), settings.batchBytes());
    acknowledge(backlog ? MOST_UNDER_WAY - 1 : 0);
    return Step.SENT;
  }

  /**
   * Waits until so many batches at most are under way, and moves the position behind the others.
   *
   * @return whether any was
   */
  private boolean acknowledge(int leave) throws SQLException {
    boolean any = underWay.size() > leave;
    if (leave == 0 && any) {
      publisher.flush();
    }
    while (underWay.size() > leave) {
      publisher.awaitAcknowledged(underWay.getFirst());
      Failpoint.hit(RelayFailpoints.AFTER_ACK);
      EventPublisher.UnderWay acknowledged = underWay.removeFirst();
      position.advance(acknowledged.last());
      Failpoint.hit(RelayFailpoints.AFTER_ADVANCE);
      lastAcknowledged += acknowledged.count();
    }
    return any;
  }

  /** Waits for what is under way, so that the next term need not send it again. */
  void finish() throws SQLException {
    acknowledge(0);
  }

  /** How many events the topic has acknowledged during the last step. */
  int lastAcknowledged() {
    return lastAcknowledged;
  }

  /** How many batches are sent and not yet known to be acknowledged. */
  int underWay() {
    return underWay.size();
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
