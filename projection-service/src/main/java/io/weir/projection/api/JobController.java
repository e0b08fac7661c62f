package io.weir.projection.api;

import io.weir.appmanager.JobResource;
import io.weir.appmanager.ResourceList;
import io.weir.projection.jobs.JobQueries;
import io.weir.projection.jobs.JobView;
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

/** Jobs. */
@RestController
@RequestMapping("/api/v1/namespaces/{namespace}/jobs")
final class JobController {
  private final ReadTransaction transaction;
  private final JobQueries queries;

  JobController(ReadTransaction transaction, JobQueries queries) {
    this.transaction = transaction;
    this.queries = queries;
  }

  @GetMapping
  ResponseEntity<byte[]> list(
      @PathVariable String namespace,
      @RequestParam Optional<UUID> deploymentId,
      @RequestParam(defaultValue = "false") boolean deleted,
      HttpServletRequest request) {
    List<JobView> found = transaction.look(() -> queries.list(namespace, deploymentId, deleted));
    return Answers.hashed(
        request, ResourceList.of(JobResource.KIND, found.stream().map(JobResources::of).toList()));
  }

  @GetMapping("/{jobId}")
  ResponseEntity<byte[]> get(
      @PathVariable String namespace,
      @PathVariable UUID jobId,
      @RequestParam(defaultValue = "false") boolean deleted,
      HttpServletRequest request) {
    JobView view =
        transaction
            .look(() -> queries.find(namespace, jobId, deleted))
            .orElseThrow(() -> Problem.notFound("Job", jobId.toString(), namespace));
    return Answers.versioned(request, JobResources.of(view), view.resourceVersion());
  }
}
