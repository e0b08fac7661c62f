package io.weir.projection.api;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.weir.projection.model.LiveModel;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What keeps this process alive, sends it traffic and measures it. */
@RestController
final class HealthController {
  private final LiveModel live;
  private final PrometheusMeterRegistry metrics;

  HealthController(LiveModel live, PrometheusMeterRegistry metrics) {
    this.live = live;
    this.metrics = metrics;
  }

  @GetMapping(path = "/livez", produces = MediaType.TEXT_PLAIN_VALUE)
  String alive() {
    return "ok\n";
  }

  /** Ready once the read models hold what the log held when this process began to read. */
  @GetMapping(path = "/readyz", produces = MediaType.TEXT_PLAIN_VALUE)
  ResponseEntity<String> ready() {
    return live.caughtUp()
        ? ResponseEntity.ok("ok\n")
        : ResponseEntity.status(503).body("the read models are catching up with the log\n");
  }

  @GetMapping(path = "/metrics", produces = "text/plain; version=0.0.4; charset=utf-8")
  String metrics() {
    return metrics.scrape();
  }
}
