package io.weir.command.secrets;

import io.weir.events.secrets.SecretValueDeleted;
import io.weir.events.secrets.SecretValueEvent;
import io.weir.events.secrets.SecretValueRegistered;
import io.weir.events.secrets.SecretValueRevised;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What follows from a user's create, edit or delete of a secret value? */
public final class SecretDecider {
  private SecretDecider() {}

  public static List<SecretValueEvent> register(
      UUID id,
      String namespace,
      String name,
      Map<String, String> labels,
      Map<String, String> annotations) {
    return List.of(new SecretValueRegistered(id, namespace, name, labels, annotations));
  }

  /**
   * @param newValue whether the value is given anew; whether it is another one nobody compares
   */
  public static List<SecretValueEvent> revise(
      SecretState state,
      Map<String, String> labels,
      Map<String, String> annotations,
      boolean newValue) {
    return List.of(
        new SecretValueRevised(
            state.id(), labels, annotations, state.valueVersion() + (newValue ? 1 : 0)));
  }

  /** In use or not: a job that starts later fails and says which name it missed. */
  public static List<SecretValueEvent> delete(SecretState state) {
    return List.of(new SecretValueDeleted(state.id()));
  }
}
