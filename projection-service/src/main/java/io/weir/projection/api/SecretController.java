package io.weir.projection.api;

import io.weir.appmanager.ResourceMetadata;
import io.weir.appmanager.SecretValueResource;
import io.weir.projection.plain.PlainQueries;
import io.weir.projection.secrets.SecretView;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Secret values (app-manager-api.md 2.8), never their values. */
@RestController
@RequestMapping("/api/v1/namespaces/{namespace}/secret-values")
final class SecretController extends NamedViewController<SecretView> {
  SecretController(ReadTransaction transaction, JdbcClient jdbc) {
    super(transaction, new PlainQueries<>(jdbc, SecretView.TABLE), SecretValueResource.KIND);
  }

  @Override
  SecretValueResource resource(SecretView view, ResourceMetadata metadata) {
    return SecretValueResource.of(metadata);
  }
}
