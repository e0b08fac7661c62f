package io.weir.projection.secrets;

import io.weir.projection.plain.NamedView;
import io.weir.projection.plain.PlainTable;
import io.weir.projection.store.ViewTable;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;

/**
 * A secret value as queries see it.
 *
 * @param id the secret value
 * @param namespace its namespace
 * @param name its name
 * @param labels labels by key
 * @param annotations annotations by key
 * @param valueVersion which of its values is the current one
 * @param deleted whether it is gone
 * @param createdAt when it was registered
 * @param modifiedAt when its last event was recorded
 * @param sequence the sequence of the last event
 */
public record SecretView(
    UUID id,
    String namespace,
    String name,
    Map<String, String> labels,
    Map<String, String> annotations,
    long valueVersion,
    boolean deleted,
    Instant createdAt,
    Instant modifiedAt,
    long sequence)
    implements NamedView {
  /** Where they are kept. */
  public static final ViewTable<SecretView> TABLE = PlainTable.of("secret_value", SecretView.class);
}
