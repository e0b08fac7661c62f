package io.weir.cluster.api;

import io.weir.cluster.api.ResourceType.Trait;
import io.weir.cluster.json.Trees;
import io.weir.cluster.kinds.Fault;
import io.weir.cluster.protobuf.ProtobufBody;
import io.weir.cluster.store.StoredObject;
import java.io.IOException;
import java.util.List;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The verbs on resources: from method, target and query to reads, writes, deletions and watches.
 */
final class ResourceCalls {
  private final Reads reads;
  private final Writes writes;
  private final Deletes deletes;
  private final Watches watches;
  private final PodCalls pods;

  ResourceCalls(Reads reads, Writes writes, Deletes deletes, Watches watches, PodCalls pods) {
    this.reads = reads;
    this.writes = writes;
    this.deletes = deletes;
    this.watches = watches;
    this.pods = pods;
  }

  void serve(Call call, Target target) throws IOException, InterruptedException {
    if (target.name().isEmpty()) {
      collection(call, target);
      return;
    }
    ResourceType type = target.type();
    switch (target.subresource()) {
      case "" -> one(call, target, Part.MAIN);
      case "status" -> one(call, target, supported(type.is(Trait.STATUS), Part.STATUS));
      case "finalize" -> one(call, target, supported(type == Catalogue.NAMESPACES, Part.FINALIZE));
      case "scale" -> one(call, target, supported(type.is(Trait.SCALE), Part.SCALE));
      default -> pods.serve(call, target);
    }
  }

  private static Part supported(boolean supported, Part part) {
    if (!supported) {
      throw ApiFailure.noSuchPath();
    }
    return part;
  }

  private void collection(Call call, Target target) throws IOException, InterruptedException {
    switch (call.method()) {
      case "GET", "HEAD" -> {
        Selection selection = selection(call, target);
        if (call.flag("watch")) {
          watches.serve(call, selection, Form.of(call));
        } else {
          list(call, selection);
        }
      }
      case "POST" -> create(call, target);
      case "DELETE" -> deleteAll(call, target);
      default -> throw ApiFailure.methodNotAllowed();
    }
  }

  private static Selection selection(Call call, Target target) {
    return Selection.of(target.type(), target.namespace(), target.name(), call);
  }

  private void list(Call call, Selection selection) throws IOException {
    Reads.Page page = reads.list(selection, ListOptions.of(selection.type(), call));
    call.reply(200, Form.of(call).many(selection.type(), page.metadata(), page.objects()));
  }

  private void create(Call call, Target target) throws IOException {
    if (target.type().namespaced() && target.namespace().isEmpty()) {
      throw ApiFailure.badRequest("an empty namespace may not be set during creation");
    }
    ObjectNode body = accepted(call, target.type());
    answer(
        call,
        201,
        target.type(),
        writes.create(
            EventForms.kept(target.type()), target.namespace(), body, WriteOptions.of(call)));
  }

  /** The body as an object of the expected kind, in the form in which it is stored. */
  private static ObjectNode accepted(Call call, ResourceType type) throws IOException {
    String media = call.contentType();
    if (!List.of("", "application/json", "application/yaml", ProtobufBody.MEDIA_TYPE)
        .contains(media)) {
      throw ApiFailure.unsupportedMediaType(
          media, "application/json, application/yaml, " + ProtobufBody.MEDIA_TYPE);
    }
    return EventForms.store(type, requireKind(type, call.object()));
  }

  private static ObjectNode requireKind(ResourceType type, ObjectNode body) {
    String kind = Trees.text(body, "kind");
    String apiVersion = Trees.text(body, "apiVersion");
    if ((!kind.isEmpty() && !kind.equals(type.kind()))
        || (!apiVersion.isEmpty() && !apiVersion.equals(type.apiVersion()))) {
      throw ApiFailure.badRequest(
          kind
              + " in version \""
              + apiVersion
              + "\" cannot be handled as a "
              + type.kind()
              + ": the path names "
              + type.apiVersion());
    }
    return body;
  }

  private void deleteAll(Call call, Target target) throws IOException {
    DeleteOptions options = DeleteOptions.of(call);
    Reads.Page page = reads.list(selection(call, target), ListOptions.of(target.type(), call));
    for (ObjectNode object : page.objects()) {
      try {
        deletes.delete(
            target.type(),
            Trees.text(object, "metadata", "namespace"),
            Trees.text(object, "metadata", "name"),
            options);
      } catch (ApiFailure e) {
        if (e.code() != 404) {
          throw e;
        }
        // Somebody else deleted it: all the same.
      }
    }
    call.reply(200, Form.of(call).many(target.type(), page.metadata(), page.objects()));
  }

  private void one(Call call, Target target, Part part) throws IOException, InterruptedException {
    switch (call.method()) {
      case "GET", "HEAD" -> {
        if (call.flag("watch")) {
          watches.serve(call, selection(call, target), Form.of(call));
        } else {
          answer(
              call,
              200,
              target.type(),
              writes.get(target.type(), target.namespace(), target.name()),
              part);
        }
      }
      case "PUT" -> put(call, target, part);
      case "PATCH" -> patch(call, target, part);
      case "DELETE" -> delete(call, target, part);
      default -> throw ApiFailure.methodNotAllowed();
    }
  }

  private void put(Call call, Target target, Part part) throws IOException {
    ResourceType type = target.type();
    WriteOptions options = WriteOptions.of(call);
    if (part == Part.SCALE) {
      ObjectNode scale = call.object();
      update(call, target, part, workload -> Scale.scaled(workload, scale, type), options);
      return;
    }
    ObjectNode body = accepted(call, type);
    if (part == Part.MAIN
        && type.is(Trait.CREATE_ON_PUT)
        && writes.find(type, target.namespace(), target.name()).isEmpty()) {
      Trees.child(body, "metadata").put("name", target.name()).remove("resourceVersion");
      answer(
          call, 201, type, writes.create(EventForms.kept(type), target.namespace(), body, options));
      return;
    }
    if (type.is(Trait.VERSIONED_PUT) && Trees.text(body, "metadata", "resourceVersion").isEmpty()) {
      throw ApiFailure.invalid(
          type,
          target.name(),
          List.of(
              new Fault(
                  "FieldValueInvalid",
                  "Invalid value: 0x0: must be specified for an update",
                  "metadata.resourceVersion")));
    }
    update(call, target, part, current -> body.deepCopy(), options);
  }

  private void patch(Call call, Target target, Part part) throws IOException {
    ResourceType type = target.type();
    WriteOptions options = WriteOptions.of(call);
    if (call.contentType().equals(Patches.APPLY)) {
      apply(call, target, part, options);
      return;
    }
    UnaryOperator<ObjectNode> change = Patches.change(type, call.contentType(), call.body());
    UnaryOperator<ObjectNode> whole =
        part == Part.SCALE
            ? workload -> Scale.scaled(workload, change.apply(Scale.of(workload)), type)
            : stored -> EventForms.store(type, change.apply(EventForms.show(type, stored)));
    update(call, target, part, whole, options);
  }

  private void apply(Call call, Target target, Part part, WriteOptions options) throws IOException {
    ResourceType type = target.type();
    if (part == Part.SCALE) {
      throw ApiFailure.unsupportedMediaType(
          Patches.APPLY, String.join(", ", Patches.JSON, Patches.MERGE));
    }
    if (call.query("fieldManager").isEmpty()) {
      throw ApiFailure.unprocessable(
          "PatchOptions.meta.k8s.io \"\" is invalid: fieldManager: Required value: is required for apply patch");
    }
    ObjectNode wanted = EventForms.store(type, requireKind(type, call.object()));
    ObjectNode metadata = Trees.child(wanted, "metadata");
    if (Trees.text(metadata, "name").isEmpty()) {
      metadata.put("name", target.name());
    }
    if (!Trees.text(metadata, "name").equals(target.name())) {
      throw ApiFailure.badRequest(
          "the name of the object ("
              + Trees.text(metadata, "name")
              + ") does not match the name on the URL ("
              + target.name()
              + ")");
    }
    Target kept =
        new Target(EventForms.kept(type), target.namespace(), target.name(), target.subresource());
    Writes.Applied applied = writes.apply(kept, part, wanted, options);
    answer(call, applied.created() ? 201 : 200, type, applied.object());
  }

  private void update(
      Call call, Target target, Part part, UnaryOperator<ObjectNode> change, WriteOptions options)
      throws IOException {
    answer(
        call,
        200,
        target.type(),
        writes.update(
            EventForms.kept(target.type()),
            target.namespace(),
            target.name(),
            part,
            change,
            options),
        part);
  }

  private void delete(Call call, Target target, Part part) throws IOException {
    if (part != Part.MAIN) {
      throw ApiFailure.methodNotAllowed();
    }
    ResourceType type = target.type();
    Deletes.Outcome outcome =
        deletes.delete(type, target.namespace(), target.name(), DeleteOptions.of(call));
    boolean asObject = !outcome.gone() || type == Catalogue.PODS || type == Catalogue.SERVICES;
    if (asObject) {
      answer(call, 200, type, outcome.object());
      return;
    }
    JsonNode tree = outcome.object().tree();
    ObjectNode details = Trees.object().put("name", target.name());
    if (!type.group().isEmpty()) {
      details.put("group", type.group());
    }
    details.put("kind", type.plural()).put("uid", Trees.text(tree, "metadata", "uid"));
    call.reply(200, ApiFailure.status("Success", 200, "", "", details));
  }

  private static void answer(Call call, int code, ResourceType type, StoredObject object)
      throws IOException {
    answer(call, code, type, object, Part.MAIN);
  }

  private static void answer(Call call, int code, ResourceType type, StoredObject object, Part part)
      throws IOException {
    ObjectNode shown =
        part == Part.SCALE
            ? Scale.of(object.tree())
            : Form.of(call).one(type, EventForms.show(type, object.tree()));
    call.reply(code, shown);
  }
}
