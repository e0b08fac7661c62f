package io.weir.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import org.junit.jupiter.api.Test;

/** What of the servers' and libraries' words reaches who started Weir. */
class LoggingTest {
  @Test
  void saysInALineOfOurOwnThatPostgreSqlWasKilled() throws Exception {
    LoggerContext context = new LoggerContext();
    JoranConfigurator configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(LoggingTest.class.getResource("/logback.xml"));

    assertThat(context.getLogger("io.zonky.test.db.postgres.embedded.EmbeddedPostgres").getLevel())
        .isEqualTo(Level.OFF);
    assertThat(context.getLogger("io.weir.embedded.EmbeddedDatabase").isWarnEnabled()).isTrue();
    assertThat(context.getLogger("org.apache.kafka").isWarnEnabled()).isFalse();
  }
}
