package io.weir.projection.api;

import io.weir.appmanager.ApiTokenResource;
import io.weir.projection.plain.PlainQueries;
import io.weir.projection.tokens.TokenView;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Map;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** API tokens (app-manager-api.md 1.2), never their secrets. */
@RestController
@RequestMapping("/apitokens/v1/namespaces/{namespace}/apitokens")
final class TokenController {
  private final ReadTransaction transaction;
  private final PlainQueries<TokenView> queries;

  TokenController(ReadTransaction transaction, JdbcClient jdbc) {
    this.transaction = transaction;
    this.queries = new PlainQueries<>(jdbc, TokenView.TABLE);
  }

  @GetMapping
  ResponseEntity<byte[]> list(@PathVariable String namespace, HttpServletRequest request) {
    List<TokenView> found = transaction.look(() -> queries.list(namespace));
    return Answers.hashed(
        request, Map.of("apiTokens", found.stream().map(TokenController::resource).toList()));
  }

  @GetMapping("/{name}")
  ResponseEntity<byte[]> get(
      @PathVariable String namespace, @PathVariable String name, HttpServletRequest request) {
    TokenView view =
        transaction
            .look(() -> queries.find(namespace, name))
            .orElseThrow(() -> Problem.notFound("ApiToken", name, namespace));
    return Answers.versioned(request, Map.of("apiToken", resource(view)), view.resourceVersion());
  }

  private static ApiTokenResource resource(TokenView view) {
    return ApiTokenResource.of(view.namespace(), view.name(), view.role(), view.createdAt());
  }
}
