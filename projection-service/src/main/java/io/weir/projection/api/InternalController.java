package io.weir.projection.api;

import io.weir.projection.model.Positions;
import io.weir.projection.rebuild.Rebuilds;
import jakarta.servlet.http.HttpServletRequest;
import java.sql.SQLException;
import java.time.Duration;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** For the other services and for operators; not routed by the gateway. */
@RestController
@RequestMapping("/internal")
final class InternalController {
  private static final int LONGEST_WAIT_MILLIS = 60_000;

  private final Positions positions;
  private final Rebuilds rebuilds;

  InternalController(Positions positions, Rebuilds rebuilds) {
    this.positions = positions;
    this.rebuilds = rebuilds;
  }

  /** 204 as soon as the read models hold the position, 504 when they do not in time. */
  @GetMapping("/position")
  ResponseEntity<Void> position(
      @RequestParam String at, @RequestParam(defaultValue = "2000") int timeoutMs)
      throws SQLException, InterruptedException {
    if (timeoutMs < 0 || timeoutMs > LONGEST_WAIT_MILLIS)
      throw new Problem(
          Problem.Code.BAD_PARAMETER,
          "Expected timeoutMs to be 0 to %d, but it is %d."
              .formatted(LONGEST_WAIT_MILLIS, timeoutMs));
    boolean reached = positions.await(PositionWait.position(at), Duration.ofMillis(timeoutMs));
    return ResponseEntity.status(reached ? HttpStatus.NO_CONTENT : HttpStatus.GATEWAY_TIMEOUT)
        .build();
  }

  /** Begins a rebuild and answers at once; GET shows how it stands. */
  @PostMapping("/rebuild")
  ResponseEntity<byte[]> rebuild(HttpServletRequest request) {
    rebuilds.begin();
    return ResponseEntity.accepted()
        .header("Location", "/internal/rebuild")
        .header("Content-Type", "application/json")
        .body(Answers.hashed(request, rebuilds.report()).getBody());
  }

  @GetMapping("/rebuild")
  ResponseEntity<byte[]> progress(HttpServletRequest request) {
    return Answers.hashed(request, rebuilds.report());
  }

  /** Builds beside the live models, compares, drops what it built; answers when it is done. */
  @GetMapping("/verify")
  ResponseEntity<byte[]> verify(HttpServletRequest request) throws SQLException {
    return Answers.hashed(request, rebuilds.verify());
  }
}
