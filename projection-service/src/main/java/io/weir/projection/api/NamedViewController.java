package io.weir.projection.api;

import io.weir.appmanager.ResourceList;
import io.weir.appmanager.ResourceMetadata;
import io.weir.projection.plain.NamedView;
import io.weir.projection.plain.PlainQueries;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;

/**
 * The reads that resources with a name in a namespace have in common.
 *
 * @param <V> the view
 */
abstract class NamedViewController<V extends NamedView> {
  private final ReadTransaction transaction;
  private final PlainQueries<V> queries;
  private final String kind;

  /**
   * @param kind what a resource says it is
   */
  NamedViewController(ReadTransaction transaction, PlainQueries<V> queries, String kind) {
    this.transaction = transaction;
    this.queries = queries;
    this.kind = kind;
  }

  /** What clients see of it. */
  abstract Object resource(V view, ResourceMetadata metadata);

  @GetMapping
  ResponseEntity<byte[]> list(@PathVariable String namespace, HttpServletRequest request) {
    List<V> found = transaction.look(() -> queries.list(namespace));
    return Answers.hashed(
        request, ResourceList.of(kind, found.stream().map(this::resource).toList()));
  }

  @GetMapping("/{name}")
  ResponseEntity<byte[]> get(
      @PathVariable String namespace, @PathVariable String name, HttpServletRequest request) {
    V view =
        transaction
            .look(() -> queries.find(namespace, name))
            .orElseThrow(() -> Problem.notFound(kind, name, namespace));
    return Answers.versioned(request, resource(view), view.resourceVersion());
  }

  private Object resource(V view) {
    return resource(
        view,
        new ResourceMetadata(
            view.id(),
            view.name(),
            view.namespace(),
            view.createdAt(),
            view.modifiedAt(),
            view.labels(),
            view.annotations(),
            view.resourceVersion()));
  }
}
