package io.weir.standalone.stack;

import io.weir.embedded.CannotStartException;
import io.weir.embedded.DatabaseSettings;
import io.weir.embedded.EmbeddedDatabase;
import io.weir.standalone.process.Part;
import io.weir.standalone.process.PartFailedException;
import io.weir.standalone.process.PidFiles;
import io.weir.standalone.process.ProcessIdentity;
import java.util.OptionalLong;

/** The embedded PostgreSQL as a part, with the one database that all services share. */
final class DatabasePart implements Part {
  static final String NAME = "database";
  static final String DATABASE = "weir";

  private final DatabaseSettings settings;
  private final PidFiles pidFiles;
  private volatile EmbeddedDatabase database;

  DatabasePart(DatabaseSettings settings, PidFiles pidFiles) {
    this.settings = settings;
    this.pidFiles = pidFiles;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public void start() {
    try {
      if (database == null) {
        database = EmbeddedDatabase.start(settings);
      } else {
        database.restart();
      }
      database.createDatabase(DATABASE);
    } catch (CannotStartException | IllegalStateException refused) {
      throw new PartFailedException(refused.getMessage(), refused);
    }
    OptionalLong pid = pid();
    if (pid.isPresent()) {
      ProcessHandle.of(pid.getAsLong())
          .flatMap(ProcessIdentity::of)
          .ifPresent(identity -> pidFiles.write(NAME, identity));
    }
  }

  @Override
  public String awaitEnd() throws InterruptedException {
    Processes.awaitEnd(pid());
    return Processes.ENDED;
  }

  @Override
  public OptionalLong pid() {
    EmbeddedDatabase current = database;
    return current == null ? OptionalLong.empty() : current.pid();
  }

  @Override
  public void kill() {
    if (database != null) {
      database.kill9();
    }
  }

  @Override
  public void stop() {
    if (database != null) {
      database.close();
      pidFiles.forget(NAME);
    }
  }
}
