package io.weir.embedded;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.OptionalLong;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL 18 as child processes, with every setting on that makes a commit durable. Its
 * data stays in {@link DatabaseSettings#directory()}.
 *
 * <p>The server outlives a parent that is killed; the next start on the same directory stops that
 * orphan first.
 */
public final class EmbeddedDatabase implements AutoCloseable {
  /** The only role; loopback connections are trusted, so it has no password. */
  public static final String USER = "postgres";

  private static final Logger LOG = LoggerFactory.getLogger(EmbeddedDatabase.class);

  private final DatabaseSettings settings;
  private final DatabaseDirectory directory;
  private final FileChannel lockFile;
  private EmbeddedPostgres server;

  private EmbeddedDatabase(DatabaseSettings settings, FileChannel lockFile) {
    this.settings = settings;
    this.directory = new DatabaseDirectory(settings.directory());
    this.lockFile = lockFile;
  }

  /**
   * Starts the server; makes the data directory on the first start. Returns when it has answered
   * and the durability settings have been read back.
   *
   * @throws CannotStartException when the directory or the port is in use or damaged, or a setting
   *     is not what it must be
   */
  public static EmbeddedDatabase start(DatabaseSettings settings) {
    EmbeddedDatabase database = new EmbeddedDatabase(settings, lock(settings.directory()));
    try {
      database.launch();
    } catch (RuntimeException refused) {
      database.unlock();
      throw refused;
    }
    return database;
  }

  public int port() {
    return settings.port();
  }

  /** The process id of the server; empty when it does not run. */
  public OptionalLong pid() {
    return directory.postmaster().stream().mapToLong(ProcessHandle::pid).findFirst();
  }

  /**
   * The JDBC URL of one of the server's databases, user included; {@code postgres} exists from the
   * start.
   */
  public String jdbcUrl(String database) {
    return "jdbc:postgresql://127.0.0.1:%d/%s?user=%s".formatted(settings.port(), database, USER);
  }

  /** Opens a new connection on each call; wrap it into a pool where that is too slow. */
  public DataSource dataSource(String database) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(jdbcUrl(database));
    return source;
  }

  /**
   * Makes a database unless it exists. The name is an SQL identifier: lower-case letters, digits,
   * underscores.
   */
  public void createDatabase(String name) {
    if (!name.matches("[a-z][a-z0-9_]{0,62}")) {
      throw new IllegalArgumentException(
          "Expected a database name of lower-case letters, digits and underscores, but it is \"%s\"."
              .formatted(name));
    }
    try (Connection connection = DriverManager.getConnection(jdbcUrl("postgres"));
        Statement statement = connection.createStatement()) {
      try (ResultSet found =
          statement.executeQuery("select 1 from pg_database where datname = '" + name + "'")) {
        if (found.next()) {
          return;
        }
      }
      statement.execute("create database " + name);
    } catch (SQLException failure) {
      throw new IllegalStateException(
          "Expected to create database %s on port %d, but: %s"
              .formatted(name, settings.port(), failure.getMessage()),
          failure);
    }
  }

  /**
   * Ends all server processes at once, without a checkpoint: open transactions are lost, committed
   * ones are not.
   */
  public synchronized void kill9() {
    directory.postmaster().ifPresent(Processes::killTree);
    forgetServer();
  }

  /**
   * Starts the server again on the same port and data; stops it first when it runs.
   *
   * @throws CannotStartException when it does not come up again
   */
  public synchronized void restart() {
    stopServer();
    launch();
  }

  /** Stops the server in an orderly way and releases the directory. */
  @Override
  public synchronized void close() {
    stopServer();
    unlock();
  }

  private synchronized void launch() {
    directory.stopOrphan();
    if (!Ports.isFree(settings.port())) {
      throw new CannotStartException(
          "Expected PostgreSQL to listen on 127.0.0.1:%d, but another process listens there; stop it or choose another port."
              .formatted(settings.port()));
    }
    directory.beginStart();
    UnpackedBinaries.dropHalfUnpacked(settings.binaries());
    try {
      server = builder().start();
      DurableSettings.require(jdbcUrl("postgres"));
    } catch (IOException | SQLException | RuntimeException failure) {
      stopServer();
      if (failure instanceof CannotStartException refusal) {
        throw refusal;
      }
      throw new CannotStartException(
          "Expected to start PostgreSQL in %s, but it failed: %s; see %s."
              .formatted(settings.directory(), failure.getMessage(), directory.serverLog()),
          failure);
    }
    directory.endStart();
  }

  private EmbeddedPostgres.Builder builder() {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setPort(settings.port())
            .setDataDirectory(directory.data())
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(settings.stopsAtExit())
            .setOverrideWorkingDirectory(settings.binaries().toFile())
            .setPGStartupWait(settings.startWithin())
            .setOutputRedirector(Redirect.appendTo(directory.serverLog().toFile()))
            .setErrorRedirector(Redirect.appendTo(directory.serverLog().toFile()))
            .setServerConfig("listen_addresses", "127.0.0.1")
            .setServerConfig("max_connections", "100");
    // The library starts PostgreSQL with fsync and synchronous_commit off: fit for throw-away
    // tests, not for an event store.
    DurableSettings.REQUIRED.forEach(setting -> builder.setServerConfig(setting, "on"));
    return builder;
  }

  /**
   * The library asks the server to stop within 5 s; a server that needs longer, or that it did not
   * start, is stopped here.
   */
  private void stopServer() {
    if (server != null && directory.postmaster().isEmpty()) {
      LOG.warn(
          "PostgreSQL in {} had ended before it was told to stop; its next start recovers what was committed.",
          settings.directory());
    }
    forgetServer();
    directory.stopOrphan();
  }

  /**
   * Stops the server if it runs, and releases what the library holds in this JVM. The library logs
   * an error with a stack trace when the server was dead already, so its logger is off in Weir.
   */
  private void forgetServer() {
    EmbeddedPostgres gone = server;
    server = null;
    if (gone != null) {
      try {
        gone.close();
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
  }

  private static FileChannel lock(Path directory) {
    try {
      Files.createDirectories(directory);
      FileChannel channel =
          FileChannel.open(
              directory.resolve("database.lock"),
              StandardOpenOption.CREATE,
              StandardOpenOption.WRITE);
      FileLock lock = tryLock(channel);
      if (lock == null) {
        channel.close();
        throw new CannotStartException(
            "Expected to open the database directory %s, but another process has it open; stop that one or name another directory."
                .formatted(directory));
      }
      return channel;
    } catch (IOException failure) {
      throw new CannotStartException(
          "Expected to open the database directory %s, but: %s.".formatted(directory, failure),
          failure);
    }
  }

  private static FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException heldByThisJvm) {
      return null;
    }
  }

  private void unlock() {
    try {
      lockFile.close();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
