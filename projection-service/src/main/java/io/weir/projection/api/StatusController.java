package io.weir.projection.api;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** That the platform answers, and what it is compatible with. */
@RestController
@RequestMapping("/api/v1/status")
final class StatusController {
  private final SystemInformation information;

  StatusController(SystemInformation information) {
    this.information = information;
  }

  @GetMapping
  ResponseEntity<byte[]> status(HttpServletRequest request) {
    return Answers.hashed(request, Map.of());
  }

  @GetMapping("/system-info")
  ResponseEntity<byte[]> systemInformation(HttpServletRequest request) {
    return Answers.hashed(request, information);
  }
}
