package io.weir.command.api;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Optional;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** Probes and metrics. */
@RestController
public final class HealthController {
  private final PrometheusMeterRegistry metrics;
  private final Supplier<Optional<String>> unready;

  /**
   * @param unready why commands cannot be taken now
   */
  public HealthController(PrometheusMeterRegistry metrics, Supplier<Optional<String>> unready) {
    this.metrics = metrics;
    this.unready = unready;
  }

  @GetMapping(path = "/livez", produces = MediaType.TEXT_PLAIN_VALUE)
  public ResponseEntity<String> live() {
    return ResponseEntity.ok("ok\n");
  }

  @GetMapping(path = "/readyz", produces = MediaType.TEXT_PLAIN_VALUE)
  public ResponseEntity<String> ready() {
    return unready
        .get()
        .map(why -> ResponseEntity.status(503).body(why + "\n"))
        .orElseGet(() -> ResponseEntity.ok("ok\n"));
  }

  @GetMapping("/metrics")
  public ResponseEntity<String> metrics() {
    return ResponseEntity.ok()
        .header("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
        .body(metrics.scrape());
  }
}
