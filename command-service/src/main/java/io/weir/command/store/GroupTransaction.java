package io.weir.command.store;

import io.weir.command.store.TransactionFate.Proof;
import io.weir.eventlog.Failpoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * One transaction for all that a group writes, in one round trip: the statements go out together,
 * and the server commits at their end.
 */
public final class GroupTransaction {
  private final DataSource source;
  private final DataSource others;
  private final TransactionFate fate;

  /**
   * @param source connections that commit by themselves and wait for no lock for long: whoever has
   *     to wait does so alone
   * @param others for the question what became of a transaction
   */
  public GroupTransaction(DataSource source, DataSource others) {
    this.source = source;
    this.others = others;
    this.fate = new TransactionFate(others);
  }

  /**
   * Writes and commits.
   *
   * @return the index of each member's newest event; empty when the store refused one of them, and
   *     nothing happened
   */
  Optional<long[]> write(List<GroupMember> group) {
    List<EventRow> events = group.stream().flatMap(member -> member.events().stream()).toList();
    long[] indexes = null;
    Proof proof = null;
    SQLException unanswered = null;
    try (Connection connection = source.getConnection()) {
      proof = new Proof(Session.of(connection), events.getFirst().eventId());
      Failpoint.hit(StoreFailpoints.GROUP_READY);
      try {
        indexes = EventRows.insert(connection, answers(group), events);
      } catch (SQLException failure) {
        if (isRefusal(failure)) return Optional.empty();
        if (TransactionFate.isAnswered(failure)) throw failure;
        unanswered = failure;
      }
    } catch (SQLException failure) {
      // Once it is sent, how its connection goes back changes nothing.
      if (indexes == null && unanswered == null)
        throw StoreUnavailableException.of("write a group of commands", failure);
    }
    if (unanswered != null)
      switch (fate.of(proof)) {
        case COMMITTED -> indexes = indexes(events, unanswered);
        case ROLLED_BACK -> {
          return Optional.empty();
        }
        case UNKNOWN -> throw new OutcomeUnknownException(unanswered);
      }
    Failpoint.hit(StoreFailpoints.GROUP_COMMITTED);
    return Optional.of(newestOfEach(group, indexes));
  }

  /** It is committed, and its answer, which had the indexes, is lost. */
  private long[] indexes(List<EventRow> events, SQLException lost) {
    try (Connection connection = others.getConnection()) {
      return EventRows.indexes(connection, events);
    } catch (SQLException away) {
      lost.addSuppressed(away);
      throw new OutcomeUnknownException(lost);
    }
  }

  private static List<KeptAnswer> answers(List<GroupMember> group) {
    return group.stream().flatMap(member -> member.answer().stream()).toList();
  }

  private static long[] newestOfEach(List<GroupMember> group, long[] indexes) {
    long[] newest = new long[group.size()];
    int written = 0;
    for (int i = 0; i < newest.length; i++) {
      written += group.get(i).events().size();
      newest[i] = indexes[written - 1];
    }
    return newest;
  }

  /** A constraint, a lock that somebody holds, a deadlock: of one member, perhaps. */
  private static boolean isRefusal(SQLException failure) {
    String state = failure.getSQLState();
    return state != null
        && (state.startsWith("23") || state.startsWith("40") || state.equals("55P03"));
  }
}
