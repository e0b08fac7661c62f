package io.weir.projection.api;

import io.weir.appmanager.ResourceList;
import io.weir.appmanager.SavepointResource;
import io.weir.projection.savepoints.SavepointEntry;
import io.weir.projection.savepoints.SavepointQueries;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The savepoint catalogue. */
@RestController
@RequestMapping("/api/v1/namespaces/{namespace}/savepoints")
final class SavepointController {
  private final ReadTransaction transaction;
  private final SavepointQueries queries;

  SavepointController(ReadTransaction transaction, SavepointQueries queries) {
    this.transaction = transaction;
    this.queries = queries;
  }

  @GetMapping
  ResponseEntity<byte[]> list(
      @PathVariable String namespace,
      @RequestParam Optional<UUID> deploymentId,
      @RequestParam Optional<UUID> jobId,
      @RequestParam(defaultValue = "false") boolean deleted,
      HttpServletRequest request) {
    List<SavepointEntry> found =
        transaction.look(() -> queries.list(namespace, deploymentId, jobId, deleted));
    return Answers.hashed(
        request,
        ResourceList.of(
            SavepointResource.KIND, found.stream().map(SavepointResources::of).toList()));
  }

  @GetMapping("/{savepointId}")
  ResponseEntity<byte[]> get(
      @PathVariable String namespace,
      @PathVariable UUID savepointId,
      @RequestParam(defaultValue = "false") boolean deleted,
      HttpServletRequest request) {
    SavepointEntry entry =
        transaction
            .look(() -> queries.find(namespace, savepointId, deleted))
            .orElseThrow(() -> Problem.notFound("Savepoint", savepointId.toString(), namespace));
    // Others come and go without a new version of this one.
    return Answers.hashed(request, SavepointResources.of(entry));
  }
}
