package io.weir.cluster.protobuf;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.EnumValueDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.kubernetes.client.proto.Meta;
import io.kubernetes.client.proto.Runtime;
import io.kubernetes.client.proto.V1;
import io.kubernetes.client.proto.V1Apps;
import io.kubernetes.client.proto.V1Authorization;
import io.kubernetes.client.proto.V1Autoscaling;
import io.kubernetes.client.proto.V1Batch;
import io.kubernetes.client.proto.V1Networking;
import io.kubernetes.client.proto.V1Policy;
import io.kubernetes.client.proto.V1Rbac;
import io.weir.cluster.json.Trees;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.LongNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/** One object in the envelope {@code k8s\0} + {@code runtime.Unknown}. */
public final class ProtobufBody {
  public static final String MEDIA_TYPE = "application/vnd.kubernetes.protobuf";

  private static final byte[] MAGIC = {'k', '8', 's', 0};

  private static final Map<String, FileDescriptor> FILES =
      Map.of(
          "v1", V1.getDescriptor(),
          "apps/v1", V1Apps.getDescriptor(),
          "authorization.k8s.io/v1", V1Authorization.getDescriptor(),
          "autoscaling/v1", V1Autoscaling.getDescriptor(),
          "batch/v1", V1Batch.getDescriptor(),
          "meta.k8s.io/v1", Meta.getDescriptor(),
          "networking.k8s.io/v1", V1Networking.getDescriptor(),
          "policy/v1", V1Policy.getDescriptor(),
          "rbac.authorization.k8s.io/v1", V1Rbac.getDescriptor());

  /**
   * Go writes zeros of fields that were never set; of these fields alone a zero is a wish, since Go
   * keeps them by pointer.
   */
  private static final Set<String> ZERO_MEANS_ZERO =
      Set.of(
          "replicas",
          "completions",
          "parallelism",
          "backoffLimit",
          "revisionHistoryLimit",
          "progressDeadlineSeconds",
          "ttlSecondsAfterFinished",
          "terminationGracePeriodSeconds",
          "gracePeriodSeconds",
          "automountServiceAccountToken",
          "enableServiceLinks",
          "suspend",
          "optional",
          "immutable",
          "controller",
          "blockOwnerDeletion",
          "allowPrivilegeEscalation",
          "readOnlyRootFilesystem",
          "runAsNonRoot",
          "runAsUser",
          "orphanDependents");

  private boolean incomplete;

  private ProtobufBody() {}

  /**
   * What was read.
   *
   * @param complete false if there were fields that these messages are too old to know
   */
  public record Read(ObjectNode object, boolean complete) {}

  /**
   * Reads one object.
   *
   * @throws IllegalArgumentException if the bytes are not in the envelope, or of a kind without a
   *     message
   */
  public static Read read(byte[] body) {
    if (body.length < MAGIC.length || !Arrays.equals(MAGIC, Arrays.copyOf(body, MAGIC.length))) {
      throw new IllegalArgumentException(
          "the body does not start as a Kubernetes protobuf object does");
    }
    try {
      Runtime.Unknown envelope =
          Runtime.Unknown.parseFrom(Arrays.copyOfRange(body, MAGIC.length, body.length));
      String apiVersion = envelope.getTypeMeta().getApiVersion();
      String kind = envelope.getTypeMeta().getKind();
      ProtobufBody reader = new ProtobufBody();
      ObjectNode object =
          reader.object(DynamicMessage.parseFrom(message(apiVersion, kind), envelope.getRaw()));
      return new Read(object.put("apiVersion", apiVersion).put("kind", kind), !reader.incomplete);
    } catch (InvalidProtocolBufferException e) {
      throw new IllegalArgumentException("the body is not valid protobuf: " + e.getMessage(), e);
    }
  }

  private static Descriptor message(String apiVersion, String kind) {
    FileDescriptor file = FILES.get(apiVersion);
    Descriptor found = file == null ? null : file.findMessageTypeByName(kind);
    if (found == null) {
      found = Meta.getDescriptor().findMessageTypeByName(kind);
    }
    if (found == null) {
      throw new IllegalArgumentException(
          apiVersion + " " + kind + " cannot be read from protobuf here; send it as JSON");
    }
    return found;
  }

  private ObjectNode object(Message message) {
    incomplete |= !message.getUnknownFields().asMap().isEmpty();
    ObjectNode object = Trees.object();
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      JsonNode value = field(field.getKey(), field.getValue());
      if (value != null) {
        object.set(field.getKey().getName(), value);
      }
    }
    return object;
  }

  /** Null where Go wrote a zero that stands for nothing. */
  private JsonNode field(FieldDescriptor field, Object value) {
    if (field.isMapField()) {
      return map((Collection<?>) value);
    }
    if (field.isRepeated()) {
      ArrayNode list = Trees.array();
      ((List<?>) value).forEach(item -> list.add(value(field, item)));
      return list;
    }
    boolean zero = value.equals("") || value.equals(0) || value.equals(0L) || value.equals(false);
    return zero && !ZERO_MEANS_ZERO.contains(field.getName()) ? null : value(field, value);
  }

  private ObjectNode map(Collection<?> entries) {
    ObjectNode map = Trees.object();
    for (Object entry : entries) {
      Message pair = (Message) entry;
      FieldDescriptor key = pair.getDescriptorForType().findFieldByNumber(1);
      FieldDescriptor value = pair.getDescriptorForType().findFieldByNumber(2);
      map.set(String.valueOf(pair.getField(key)), value(value, pair.getField(value)));
    }
    return map;
  }

  private JsonNode value(FieldDescriptor field, Object value) {
    return switch (value) {
      case String text -> StringNode.valueOf(text);
      case Boolean flag -> BooleanNode.valueOf(flag);
      case Integer number -> LongNode.valueOf(number);
      case Long number -> LongNode.valueOf(number);
      case Double number -> DoubleNode.valueOf(number);
      case ByteString bytes ->
          StringNode.valueOf(Base64.getEncoder().encodeToString(bytes.toByteArray()));
      case EnumValueDescriptor constant -> StringNode.valueOf(constant.getName());
      case Message message -> message(message);
      default ->
          throw new IllegalArgumentException(
              "field " + field.getFullName() + " has a type that JSON has not");
    };
  }

  /** Messages that stand for one JSON value, by name; all others are objects. */
  private JsonNode message(Message message) {
    Descriptor type = message.getDescriptorForType();
    return switch (type.getName()) {
      case "Time", "MicroTime" -> time(number(message, "seconds"), number(message, "nanos"));
      case "Quantity" -> StringNode.valueOf(text(message, "string"));
      case "IntOrString" ->
          number(message, "type") == 0
              ? LongNode.valueOf(number(message, "intVal"))
              : StringNode.valueOf(text(message, "strVal"));
      case "FieldsV1" -> Trees.parse(((ByteString) get(message, "Raw")).toByteArray());
      case "RawExtension" -> Trees.parse(((ByteString) get(message, "raw")).toByteArray());
      default -> object(message);
    };
  }

  private static JsonNode time(long seconds, long nanos) {
    return seconds == 0 && nanos == 0
        ? NullNode.getInstance()
        : StringNode.valueOf(Instant.ofEpochSecond(seconds, nanos).toString());
  }

  private static Object get(Message message, String field) {
    return message.getField(message.getDescriptorForType().findFieldByName(field));
  }

  private static long number(Message message, String field) {
    return ((Number) get(message, field)).longValue();
  }

  private static String text(Message message, String field) {
    return (String) get(message, field);
  }
}
