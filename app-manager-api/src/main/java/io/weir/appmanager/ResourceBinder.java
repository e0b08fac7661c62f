package io.weir.appmanager;

import io.weir.appmanager.RefusedBodyException.Code;
import java.util.Arrays;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;

/** Turns a tree into a record, or says which field does not fit and what it may be. */
public final class ResourceBinder {
  private ResourceBinder() {}

  /**
   * The tree as a record.
   *
   * @param pointer where the tree is in the body, for messages
   * @throws RefusedBodyException when a field does not fit
   */
  public static <T> T bind(JsonNode tree, Class<T> type, String pointer) {
    try {
      return ResourceJson.mapper().treeToValue(tree, type);
    } catch (JacksonException e) {
      String where = pointer + pointer(e);
      String detail = detail(e);
      throw new RefusedBodyException(
          Code.INVALID_FIELD, where + ": " + detail, List.of(new ProblemBody.Fault(where, detail)));
    }
  }

  private static String pointer(JacksonException e) {
    if (!(e instanceof DatabindException bad)) return "";
    StringBuilder pointer = new StringBuilder();
    for (JacksonException.Reference step : bad.getPath())
      pointer
          .append('/')
          .append(
              step.getPropertyName() == null
                  ? Integer.toString(step.getIndex())
                  : step.getPropertyName().replace("~", "~0").replace("/", "~1"));
    return pointer.toString();
  }

  private static String detail(JacksonException e) {
    return switch (e) {
      case InvalidFormatException bad when isEnum(bad.getTargetType()) ->
          "Expected one of "
              + String.join(", ", names(bad.getTargetType()))
              + ", but got '"
              + printable(bad.getValue())
              + "'"
              + ("".equals(bad.getValue()) ? ": leave the field out instead" : "");
      case InvalidFormatException bad ->
          "Expected "
              + wanted(bad.getTargetType())
              + ", but got '"
              + printable(bad.getValue())
              + "'";
      case MismatchedInputException bad when bad.getOriginalMessage().startsWith("Expected") ->
          bad.getOriginalMessage();
      case MismatchedInputException bad ->
          "Expected " + wanted(bad.getTargetType()) + ", but it is missing or of another shape";
      default -> "Expected another value: " + e.getOriginalMessage().lines().findFirst().orElse("");
    };
  }

  private static boolean isEnum(Class<?> type) {
    return type != null && type.isEnum();
  }

  private static String[] names(Class<?> type) {
    return Arrays.stream(type.getEnumConstants())
        .map(c -> ((Enum<?>) c).name())
        .toArray(String[]::new);
  }

  private static String wanted(Class<?> type) {
    if (type == null) return "another value";
    if (isEnum(type)) return "one of " + String.join(", ", names(type));
    return switch (type.getSimpleName()) {
      case "int", "Integer", "long", "Long" -> "a whole number";
      case "boolean", "Boolean" -> "true or false";
      case "String" -> "text";
      case "UUID" -> "a UUID";
      case "BigDecimal" -> "a number";
      case "List" -> "a list";
      case "Map" -> "an object with text values";
      default -> "an object";
    };
  }

  private static String printable(Object value) {
    String text = String.valueOf(value);
    return text.length() > 80 ? text.substring(0, 80) + "…" : text;
  }
}
