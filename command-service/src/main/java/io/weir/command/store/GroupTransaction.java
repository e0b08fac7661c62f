package io.weir.command.store;

import io.weir.command.store.OpenTransaction.Proof;
import io.weir.eventlog.Failpoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** One transaction for all that a group writes: two round trips, whatever its size. */
public final class GroupTransaction {
  private final DataSource source;
  private final TransactionFate fate;

  /**
   * @param source connections that wait for no lock for long: whoever has to wait does so alone
   * @param others for the question what became of a transaction
   */
  public GroupTransaction(DataSource source, DataSource others) {
    this.source = source;
    this.fate = new TransactionFate(others);
  }

  /**
   * Writes and commits.
   *
   * @return the index of each member's newest event; empty when the store refused one of them, and
   *     nothing happened
   */
  Optional<long[]> write(List<GroupMember> group) {
    long[] indexes;
    Proof proof;
    SQLException unanswered;
    try (Connection connection = source.getConnection()) {
      connection.setAutoCommit(false);
      try {
        EventRows.Inserted inserted = insert(connection, group);
        indexes = newestOfEach(group, inserted.indexes());
        proof = new Proof(inserted.transactionId(), group.getFirst().events().getFirst().eventId());
      } catch (SQLException failure) {
        StoreTransactions.rollBack(connection, failure);
        if (isRefusal(failure)) return Optional.empty();
        throw StoreUnavailableException.of("write a group of commands", failure);
      }
      Failpoint.hit(StoreFailpoints.GROUP_WRITTEN);
      unanswered = StoreTransactions.commit(connection);
    } catch (SQLException failure) {
      throw StoreUnavailableException.of("open a transaction for a group of commands", failure);
    }
    if (unanswered != null)
      switch (fate.of(proof)) {
        case COMMITTED -> {}
        case ROLLED_BACK -> {
          return Optional.empty();
        }
        case UNKNOWN -> throw new OutcomeUnknownException(unanswered);
      }
    Failpoint.hit(StoreFailpoints.GROUP_COMMITTED);
    return Optional.of(indexes);
  }

  private static EventRows.Inserted insert(Connection connection, List<GroupMember> group)
      throws SQLException {
    return EventRows.insert(
        connection,
        group.stream().flatMap(member -> member.answer().stream()).toList(),
        group.stream().flatMap(member -> member.events().stream()).toList());
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
