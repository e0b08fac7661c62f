package io.weir.projection.api;

import io.weir.appmanager.ResourceList;
import io.weir.eventlog.reader.BlockedKeys;
import io.weir.projection.model.Generation;
import io.weir.projection.model.LiveModel;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Deployments whose events cannot be applied: which, why, and a new try. */
@RestController
@RequestMapping("/internal/blocked")
final class BlockedController {
  private final DataSource source;
  private final LiveModel live;

  BlockedController(DataSource source, LiveModel live) {
    this.source = source;
    this.live = live;
  }

  @GetMapping
  ResponseEntity<byte[]> list(HttpServletRequest request) throws SQLException {
    return Answers.hashed(request, ResourceList.of("BlockedKey", keys().list()));
  }

  /** Asks the reader to try the key's events again, from the one that was refused. */
  @PostMapping("/{key}/release")
  ResponseEntity<Void> release(@PathVariable String key) throws SQLException {
    if (!keys().release(key))
      throw new Problem(
          Problem.Code.NOT_FOUND,
          "Expected a blocked key '%s', but it is not blocked.".formatted(key));
    return ResponseEntity.accepted().build();
  }

  private BlockedKeys keys() {
    Generation generation =
        live.generation()
            .orElseThrow(
                () ->
                    new Problem(
                        Problem.Code.UNAVAILABLE,
                        "Expected this process to read the log, but it does not yet."));
    return new BlockedKeys(source, generation.reader());
  }
}
