package io.weir.projection.api;

import io.weir.appmanager.ResourceList;
import io.weir.projection.savepoints.KeptData;
import io.weir.projection.savepoints.KeptDataQueries;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What savepoints take on storage, by deployment. */
@RestController
@RequestMapping("/api/v1/namespaces/{namespace}/savepoint-usage")
final class SavepointUsageController {
  private final ReadTransaction transaction;
  private final KeptDataQueries queries;

  SavepointUsageController(ReadTransaction transaction, KeptDataQueries queries) {
    this.transaction = transaction;
    this.queries = queries;
  }

  @GetMapping
  ResponseEntity<byte[]> list(@PathVariable String namespace, HttpServletRequest request) {
    List<KeptData> kept = transaction.look(() -> queries.of(namespace));
    return Answers.hashed(request, ResourceList.of("SavepointUsage", kept));
  }
}
