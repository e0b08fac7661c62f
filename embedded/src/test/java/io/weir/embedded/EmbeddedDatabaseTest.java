package io.weir.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

class EmbeddedDatabaseTest {
  @TempDir Path directory;

  @Test
  void keepsCommittedRowsAndDropsOpenOnesThroughKillAndStop() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(settings())) {
      database.createDatabase("weir");
      database.createDatabase("weir");
      execute(database, "create table fact (id int)");
      execute(database, "insert into fact values (1)");
      try (Connection open = DriverManager.getConnection(database.jdbcUrl("weir"))) {
        open.setAutoCommit(false);
        open.createStatement().execute("insert into fact values (2)");
        database.kill9();
        assertThatThrownBy(open::commit).isInstanceOf(SQLException.class);
      }
      database.restart();
      assertThat(query(database, "select string_agg(id::text, ',') from fact")).isEqualTo("1");
      killFromOutside(database);
      List<ILoggingEvent> said = whatIsSaid(database::restart);
      assertThat(said)
          .extracting(ILoggingEvent::getFormattedMessage)
          .containsExactly(
              "PostgreSQL in %s had ended before it was told to stop; its next start recovers what was committed."
                  .formatted(directory));
      assertThat(said.getFirst().getThrowableProxy()).isNull();
    }
    try (EmbeddedDatabase database = EmbeddedDatabase.start(settings())) {
      assertThat(query(database, "select string_agg(id::text, ',') from fact")).isEqualTo("1");
      assertThat(query(database, "show server_version")).startsWith("18.");
      assertThat(query(database, "show max_connections")).isEqualTo("100");
      assertThat(query(database, "show listen_addresses")).isEqualTo("127.0.0.1");
      for (String setting : DurableSettings.REQUIRED) {
        assertThat(query(database, "show " + setting)).as(setting).isEqualTo("on");
      }
      assertThatThrownBy(() -> EmbeddedDatabase.start(settings()))
          .isInstanceOf(CannotStartException.class)
          .hasMessage(
              "Expected to open the database directory %s, but another process has it open; stop"
                  + " that one or name another directory.",
              directory);
    }
  }

  private static void killFromOutside(EmbeddedDatabase database) {
    ProcessHandle.of(database.pid().orElseThrow()).ifPresent(Processes::killTree);
  }

  private static List<ILoggingEvent> whatIsSaid(Runnable work) {
    Logger logger = (Logger) LoggerFactory.getLogger(EmbeddedDatabase.class);
    ListAppender<ILoggingEvent> appender = new ListAppender<>();
    appender.start();
    logger.addAppender(appender);
    try {
      work.run();
    } finally {
      logger.detachAppender(appender);
    }
    return appender.list;
  }

  @Test
  void refusesAServerThatCouldLoseACommit() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(settings())) {
      String url = database.jdbcUrl("postgres");
      assertThatCode(() -> DurableSettings.require(url)).doesNotThrowAnyException();
      assertThatThrownBy(
              () -> DurableSettings.require(url + "&options=-c%20synchronous_commit=off"))
          .isInstanceOf(CannotStartException.class)
          .hasMessage(
              "Expected PostgreSQL's synchronous_commit to be on, but it is off: a committed event"
                  + " could vanish; set it to on and start again.");
    }
  }

  @Test
  void stopsTheServerOfAKilledParentFirst() throws Exception {
    var started = ParentMain.launch("database", directory.toString(), String.valueOf(Ports.free()));
    started.parent().destroyForcibly().waitFor();
    assertThat(Processes.isRunning(started.server())).as("the orphan runs").isTrue();

    try (EmbeddedDatabase database = EmbeddedDatabase.start(settings())) {
      assertThat(Processes.isRunning(started.server())).isFalse();
      database.createDatabase("weir");
    }
  }

  @Test
  void namesThePortThatIsTaken() throws Exception {
    DatabaseSettings settings = settings();
    try (ServerSocket other = new ServerSocket()) {
      other.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), settings.port()));
      assertThatThrownBy(() -> EmbeddedDatabase.start(settings))
          .isInstanceOf(CannotStartException.class)
          .hasMessage(
              "Expected PostgreSQL to listen on 127.0.0.1:%d, but another process listens there;"
                  + " stop it or choose another port.",
              settings.port());
    }
    assertThatCode(() -> EmbeddedDatabase.start(settings).close())
        .as("the refusal released the directory")
        .doesNotThrowAnyException();
  }

  @Test
  void refusesDataThatIsHalfWritten() throws Exception {
    Path data = Files.createDirectories(directory.resolve("data"));
    Files.writeString(data.resolve("PG_VERSION"), "18\n");
    assertThatThrownBy(() -> EmbeddedDatabase.start(settings()))
        .isInstanceOf(CannotStartException.class)
        .hasMessage(
            "Expected PostgreSQL data in %s, but it is half-written; restore the directory from a"
                + " backup, or delete it to start empty.",
            data);
  }

  @Test
  void beginsAgainAfterAFirstStartThatWasCutShort() throws Exception {
    DatabaseDirectory unfinished = new DatabaseDirectory(directory);
    unfinished.beginStart();
    Files.createDirectories(unfinished.data().resolve("base"));
    Files.writeString(unfinished.data().resolve("PG_VERSION"), "18\n");

    try (EmbeddedDatabase database = EmbeddedDatabase.start(settings())) {
      database.createDatabase("weir");
    }
  }

  @Test
  void refusesNamesThatAreNoIdentifier() throws Exception {
    try (EmbeddedDatabase database = EmbeddedDatabase.start(settings())) {
      assertThatThrownBy(() -> database.createDatabase("weir; drop"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("lower-case letters, digits and underscores");
    }
  }

  private DatabaseSettings settings() {
    return DatabaseSettings.onFreePort(directory);
  }

  private static void execute(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.jdbcUrl("weir"));
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static String query(EmbeddedDatabase database, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.jdbcUrl("weir"));
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
