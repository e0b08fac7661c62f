package io.weir.eventlog.reader;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The rows of {@code reader_member}: who shares a reader's partitions. */
final class ReaderMembers {
  /** Rows of readers that are long dead go with the sign of life of another. */
  private static final String SIGN_OF_LIFE =
      """
      with alive as (
        insert into reader_member (reader, owner, lease_until) values (?, ?, clock_timestamp() + ? * interval '1 ms')
        on conflict (reader, owner) do update set lease_until = excluded.lease_until),
      dead as (
        delete from reader_member where reader = ? and owner <> ? and lease_until < clock_timestamp() - interval '1 hour')
      select owner from reader_member where reader = ? and owner <> ? and lease_until >= clock_timestamp()
      """;

  private final ReaderSettings settings;

  ReaderMembers(ReaderSettings settings) {
    this.settings = settings;
  }

  /** Says that this reader is alive; returns the others that are. */
  List<String> signOfLife(Connection connection) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SIGN_OF_LIFE)) {
      statement.setString(1, settings.name());
      statement.setString(2, settings.owner());
      statement.setLong(3, settings.lease().toMillis());
      statement.setString(4, settings.name());
      statement.setString(5, settings.owner());
      statement.setString(6, settings.name());
      statement.setString(7, settings.owner());
      List<String> others = new ArrayList<>();
      try (ResultSet row = statement.executeQuery()) {
        while (row.next()) {
          others.add(row.getString(1));
        }
      }
      return others;
    }
  }

  /** Says that this reader is gone, so that others need not wait for its lease to end. */
  void leave(Connection connection) throws SQLException {
    try (PreparedStatement statement =
        connection.prepareStatement("delete from reader_member where reader = ? and owner = ?")) {
      statement.setString(1, settings.name());
      statement.setString(2, settings.owner());
      statement.executeUpdate();
    }
  }
}
