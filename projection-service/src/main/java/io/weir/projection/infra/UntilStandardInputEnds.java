package io.weir.projection.infra;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBooleanProperty;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * With {@code weir.until-stdin-closes=true} this process ends with the one that started it: the
 * pipe between them closes, however that one ended.
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
              awaitEnd(System.in);
              System.exit(0);
            });
  }

  private static void awaitEnd(InputStream input) {
    try {
      input.transferTo(OutputStream.nullOutputStream());
    } catch (IOException broken) {
      // Broken is ended, too.
    }
  }
}
