package io.weir.cluster.kinds;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The forms of names, labels and annotations (RFC 1123 and the Kubernetes reference, "Object names
 * and IDs").
 */
final class Names {
  private static final Pattern SUBDOMAIN =
      Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*");
  private static final Pattern LABEL = Pattern.compile("[a-z0-9]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern LABEL_1035 = Pattern.compile("[a-z]([-a-z0-9]*[a-z0-9])?");
  private static final Pattern QUALIFIED =
      Pattern.compile("([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]");
  private static final int MAX_SUBDOMAIN = 253;
  private static final int MAX_LABEL = 63;

  private Names() {}

  /** What is wrong with the name of an object. */
  static Optional<String> wrongName(String resource, String name) {
    return switch (resource) {
      case "namespaces" ->
          wrong(
              LABEL,
              MAX_LABEL,
              name,
              "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character");
      case "services" ->
          wrong(
              LABEL_1035,
              MAX_LABEL,
              name,
              "a DNS-1035 label must consist of lower case alphanumeric characters or '-', start with an alphabetic character, and end with an alphanumeric character");
      case "roles.rbac.authorization.k8s.io",
          "rolebindings.rbac.authorization.k8s.io",
          "clusterroles.rbac.authorization.k8s.io",
          "clusterrolebindings.rbac.authorization.k8s.io" ->
          name.equals(".") || name.equals("..") || name.contains("/") || name.contains("%")
              ? Optional.of("may not be '.' or '..' or contain '/' or '%'")
              : Optional.empty();
      default ->
          wrong(
              SUBDOMAIN,
              MAX_SUBDOMAIN,
              name,
              "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character");
    };
  }

  static Optional<String> wrongLabel(String text) {
    return wrong(
        LABEL,
        MAX_LABEL,
        text,
        "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character");
  }

  private static Optional<String> wrong(Pattern form, int max, String text, String rule) {
    if (text.length() > max) {
      return Optional.of("must be no more than " + max + " characters");
    }
    return form.matcher(text).matches() ? Optional.empty() : Optional.of(rule);
  }

  /**
   * What is wrong with the key of a label or annotation, or with a finalizer: {@code
   * [prefix/]name}.
   */
  static Optional<String> wrongKey(String key) {
    int slash = key.indexOf('/');
    String prefix = slash < 0 ? "" : key.substring(0, slash);
    String name = key.substring(slash + 1);
    if (slash >= 0
        && (prefix.isEmpty()
            || prefix.length() > MAX_SUBDOMAIN
            || !SUBDOMAIN.matcher(prefix).matches())) {
      return Optional.of("prefix part must be a lowercase RFC 1123 subdomain");
    }
    return wrong(
        QUALIFIED,
        MAX_LABEL,
        name,
        "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character");
  }

  static Optional<String> wrongLabelValue(String value) {
    return value.isEmpty()
        ? Optional.empty()
        : wrong(
            QUALIFIED,
            MAX_LABEL,
            value,
            "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character");
  }
}
