package io.weir.cluster.kinds;

/**
 * One thing that is wrong with an object.
 *
 * @param reason one of the reference's words, for example {@code FieldValueInvalid}
 * @param field path such as {@code spec.template.spec.containers[0].image}
 */
public record Fault(String reason, String message, String field) {
  static Fault required(String field, String detail) {
    return new Fault(
        "FieldValueRequired", "Required value" + (detail.isEmpty() ? "" : ": " + detail), field);
  }

  static Fault invalid(String field, Object value, String detail) {
    String shown =
        value instanceof Number || value instanceof Boolean
            ? value.toString()
            : "\"" + value + "\"";
    return new Fault("FieldValueInvalid", "Invalid value: " + shown + ": " + detail, field);
  }

  static Fault unsupported(String field, Object value, String supported) {
    return new Fault(
        "FieldValueNotSupported",
        "Unsupported value: \"" + value + "\": supported values: " + supported,
        field);
  }

  static Fault forbidden(String field, String detail) {
    return new Fault("FieldValueForbidden", "Forbidden: " + detail, field);
  }

  static Fault duplicate(String field, String value) {
    return new Fault("FieldValueDuplicate", "Duplicate value: \"" + value + "\"", field);
  }

  static Fault notFound(String field, String value) {
    return new Fault("FieldValueNotFound", "Not found: \"" + value + "\"", field);
  }
}
