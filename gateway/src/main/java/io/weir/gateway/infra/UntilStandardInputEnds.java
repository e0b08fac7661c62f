package io.weir.gateway.infra;

import java.io.IOException;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Ends this process when its parent is gone, however that ended: the operating system closes the
 * pipe. On with {@code weir.until-stdin-closes=true}.
 */
@Component
@ConditionalOnBooleanProperty("weir.until-stdin-closes")
class UntilStandardInputEnds {
  @EventListener(ApplicationReadyEvent.class)
  void watch() {
    Thread.ofPlatform()
        .daemon()
        .name("until-standard-input-ends")
        .start(
            () -> {
              drainStandardInput();
              System.exit(0);
            });
  }

  private static void drainStandardInput() {
    try {
      while (System.in.read() >= 0) {
        // The parent says nothing; only the end counts.
      }
    } catch (IOException broken) {
      // A broken pipe is an end, too.
    }
  }
}
