package io.weir.cluster.api;

import io.weir.cluster.json.Trees;
import java.io.IOException;
import java.util.List;
import java.util.TreeSet;
import tools.jackson.databind.node.ObjectNode;

/**
 * The machine-readable description of the API, as far as kubectl needs it: that the server itself
 * validates fields.
 *
 * <p>kubectl of 1.27 and later asks version 3 whether PATCH takes {@code fieldValidation}, and then
 * leaves validation to the server. Older ones validate against version 2 on their side; they get a
 * document without definitions, and so find nothing to object to.
 */
final class OpenApi {
  private static final String PROTOBUF =
      "application/com.github.proto-openapi.spec.v2.v1.0+protobuf";

  private OpenApi() {}

  static void serve(Call call) throws IOException {
    List<String> path = call.path().subList(1, call.path().size());
    if (path.equals(List.of("v2"))) {
      v2(call);
    } else if (path.equals(List.of("v3"))) {
      call.reply(200, index());
    } else if (path.size() == 3 && path.get(0).equals("v3") && path.get(1).equals("api")) {
      call.reply(200, v3("", path.get(2)));
    } else if (path.size() == 4 && path.get(0).equals("v3") && path.get(1).equals("apis")) {
      call.reply(200, v3(path.get(2), path.get(3)));
    } else {
      throw ApiFailure.noSuchPath();
    }
  }

  /** The empty protobuf message is a document without definitions. */
  private static void v2(Call call) throws IOException {
    if (call.header("Accept").contains("protobuf")) {
      call.reply(200, PROTOBUF, new byte[0]);
      return;
    }
    ObjectNode document = Trees.object().put("swagger", "2.0");
    info(document).putObject("paths");
    document.putObject("definitions");
    call.reply(200, document);
  }

  private static ObjectNode info(ObjectNode document) {
    document
        .putObject("info")
        .put("title", "Kubernetes")
        .put("version", "v1." + Discovery.MINOR + ".0");
    return document;
  }

  private static ObjectNode index() {
    ObjectNode index = Trees.object();
    ObjectNode paths = index.putObject("paths");
    TreeSet<String> versions = new TreeSet<>();
    Catalogue.ALL.forEach(type -> versions.add(root(type)));
    versions.forEach(root -> paths.putObject(root).put("serverRelativeURL", "/openapi/v3/" + root));
    return index;
  }

  private static String root(ResourceType type) {
    return (type.group().isEmpty() ? "api/" : "apis/") + type.apiVersion();
  }

  private static ObjectNode v3(String group, String version) {
    List<ResourceType> types = Catalogue.in(group, version);
    if (types.isEmpty()) {
      throw ApiFailure.noSuchPath();
    }
    ObjectNode document = info(Trees.object().put("openapi", "3.0.0"));
    ObjectNode paths = document.putObject("paths");
    for (ResourceType type : types) {
      String path =
          "/"
              + root(type)
              + (type.namespaced() ? "/namespaces/{namespace}/" : "/")
              + type.plural()
              + "/{name}";
      ObjectNode patch = paths.putObject(path).putObject("patch");
      for (String parameter : List.of("dryRun", "fieldManager", "fieldValidation", "force")) {
        patch
            .withArray("parameters")
            .addObject()
            .put("name", parameter)
            .put("in", "query")
            .putObject("schema")
            .put("type", "string");
      }
      patch.putObject("responses").putObject("200").put("description", "OK");
      patch
          .putObject("x-kubernetes-group-version-kind")
          .put("group", type.group())
          .put("version", type.version())
          .put("kind", type.kind());
    }
    document.putObject("components").putObject("schemas");
    return document;
  }
}
