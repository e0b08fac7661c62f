package io.weir.cluster.api;

import io.weir.cluster.json.Trees;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What only pods have: logs, binding to a node, eviction. */
final class PodCalls {
  private static final int CHUNK = 8192;

  private final Writes writes;
  private final Deletes deletes;
  private final PodLogs logs;
  private final Origin origin;

  PodCalls(Writes writes, Deletes deletes, PodLogs logs, Origin origin) {
    this.writes = writes;
    this.deletes = deletes;
    this.logs = logs;
    this.origin = origin;
  }

  void serve(Call call, Target target) throws IOException {
    if (target.type() != Catalogue.PODS) {
      throw ApiFailure.noSuchPath();
    }
    switch (target.subresource() + " " + call.method()) {
      case "log GET" -> log(call, target);
      case "binding POST" -> bind(call, target);
      case "eviction POST" -> evict(call, target);
      case "log POST", "binding GET", "eviction GET" -> throw ApiFailure.methodNotAllowed();
      default -> throw ApiFailure.noSuchPath();
    }
  }

  private void log(Call call, Target target) throws IOException {
    JsonNode pod = writes.get(target.type(), target.namespace(), target.name()).tree();
    String container = container(pod, call.query("container"), target.name());
    Optional<InputStream> log =
        logs.open(target.namespace(), target.name(), container, options(call));
    if (log.isEmpty()) {
      throw ApiFailure.badRequest(
          call.flag("previous")
              ? "previous terminated container \""
                  + container
                  + "\" in pod \""
                  + target.name()
                  + "\" not found"
              : "container \""
                  + container
                  + "\" in pod \""
                  + target.name()
                  + "\" is waiting to start: ContainerCreating");
    }
    try (InputStream in = log.get();
        OutputStream out = call.stream("text/plain")) {
      byte[] chunk = new byte[CHUNK];
      for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
        out.write(chunk, 0, read);
        out.flush();
      }
    }
  }

  private static String container(JsonNode pod, String asked, String name) {
    List<String> containers = names(pod, "containers");
    if (asked.isEmpty() && containers.size() == 1) {
      return containers.getFirst();
    }
    if (asked.isEmpty()) {
      throw ApiFailure.badRequest(
          "a container name must be specified for pod " + name + ", choose one of: " + containers);
    }
    if (!containers.contains(asked) && !names(pod, "initContainers").contains(asked)) {
      throw ApiFailure.badRequest("container " + asked + " is not valid for pod " + name);
    }
    return asked;
  }

  private static List<String> names(JsonNode pod, String list) {
    return Columns.values(Trees.at(pod, "spec", list))
        .map(container -> Trees.text(container, "name"))
        .toList();
  }

  private LogOptions options(Call call) {
    return new LogOptions(
        call.flag("follow"),
        call.flag("previous"),
        call.flag("timestamps"),
        limit(call, "tailLines"),
        since(call),
        limit(call, "limitBytes"));
  }

  private static OptionalLong limit(Call call, String name) {
    Optional<Long> limit = call.number(name);
    if (limit.isPresent() && limit.get() < 0) {
      throw ApiFailure.badRequest(name + " must not be negative, but is " + limit.get());
    }
    return limit.isPresent() ? OptionalLong.of(limit.get()) : OptionalLong.empty();
  }

  private Optional<Duration> since(Call call) {
    String time = call.query("sinceTime");
    if (time.isEmpty()) {
      return call.number("sinceSeconds").map(Duration::ofSeconds);
    }
    try {
      return Optional.of(Duration.between(Instant.parse(time), origin.now()));
    } catch (DateTimeParseException e) {
      throw ApiFailure.badRequest("sinceTime must be an RFC 3339 time, but is \"" + time + "\"");
    }
  }

  private void bind(Call call, Target target) throws IOException {
    String node = Trees.text(call.object(), "target", "name");
    writes.update(
        target.type(),
        target.namespace(),
        target.name(),
        Part.MAIN,
        pod -> {
          String bound = Trees.text(pod, "spec", "nodeName");
          if (!bound.isEmpty()) {
            throw ApiFailure.conflict(
                target.type(),
                target.name(),
                "pod " + target.name() + " is already assigned to node \"" + bound + "\"");
          }
          Trees.child(pod, "spec").put("nodeName", node);
          return pod;
        },
        WriteOptions.of(call));
    call.reply(201, ApiFailure.status("Success", 201, "", "", null));
  }

  private void evict(Call call, Target target) throws IOException {
    ObjectNode options = Trees.child(call.object(), "deleteOptions");
    Optional<Long> grace = Trees.number(options, "gracePeriodSeconds");
    deletes.delete(
        target.type(),
        target.namespace(),
        target.name(),
        new DeleteOptions(
            WriteOptions.dryRun(call), grace, DeleteOptions.Propagation.BACKGROUND, "", ""));
    call.reply(201, ApiFailure.status("Success", 201, "", "", null));
  }
}
