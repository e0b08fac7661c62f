package io.weir.command;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.AppenderBase;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.slf4j.LoggerFactory;

/** Everything that is logged meanwhile, at the finest level, with the messages of exceptions. */
final class LogCapture extends AppenderBase<ILoggingEvent> implements AutoCloseable {
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final Logger weir = (Logger) LoggerFactory.getLogger("io.weir");
  private final Logger spring = (Logger) LoggerFactory.getLogger("org.springframework.web");

  static LogCapture begin() {
    LogCapture capture = new LogCapture();
    capture.setContext(capture.weir.getLoggerContext());
    capture.start();
    for (Logger logger : List.of(capture.weir, capture.spring)) {
      logger.setLevel(Level.TRACE);
      logger.addAppender(capture);
    }
    return capture;
  }

  List<String> lines() {
    return List.copyOf(lines);
  }

  @Override
  protected void append(ILoggingEvent event) {
    StringBuilder line = new StringBuilder(event.getFormattedMessage());
    for (IThrowableProxy cause = event.getThrowableProxy(); cause != null; cause = cause.getCause())
      line.append(" / ").append(cause.getMessage());
    lines.add(line.toString());
  }

  @Override
  public void close() {
    for (Logger logger : List.of(weir, spring)) {
      logger.detachAppender(this);
      logger.setLevel(null);
    }
    stop();
  }
}
