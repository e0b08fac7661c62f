package io.weir.cluster.api;

import io.weir.cluster.json.Trees;
import java.io.IOException;
import tools.jackson.databind.node.ObjectNode;

/** The machine-readable description of the API. */
final class OpenApi {
  private OpenApi() {}

  static void serve(Call call) throws IOException {
    if (call.path().size() == 2 && call.path().get(1).equals("v2")) {
      v2(call);
    } else {
      throw ApiFailure.noSuchPath();
    }
  }

  /**
   * Clients that ask for protobuf get an empty document: it tells kubectl that there is nothing to
   * validate against on its side.
   */
  private static void v2(Call call) throws IOException {
    if (call.header("Accept").contains("protobuf")) {
      call.reply(200, "application/com.github.proto-openapi.spec.v2@v1.0+protobuf", new byte[0]);
      return;
    }
    ObjectNode document = Trees.object().put("swagger", "2.0");
    document
        .putObject("info")
        .put("title", "Kubernetes")
        .put("version", "v1." + Discovery.MINOR + ".0");
    document.putObject("paths");
    document.putObject("definitions");
    call.reply(200, document);
  }
}
