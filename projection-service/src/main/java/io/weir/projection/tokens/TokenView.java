package io.weir.projection.tokens;

import io.weir.events.namespaces.Role;
import io.weir.projection.plain.PlainTable;
import io.weir.projection.plain.PlainView;
import io.weir.projection.store.ViewTable;
import java.time.Instant;
import java.util.UUID;

/**
 * An API token as queries see it.
 *
 * @param id the token
 * @param namespace the namespace that it is good for
 * @param name its name
 * @param role what its holder may do
 * @param deleted whether it is worth nothing any more
 * @param createdAt when it was created
 * @param sequence the sequence of the last event
 */
public record TokenView(
    UUID id,
    String namespace,
    String name,
    Role role,
    boolean deleted,
    Instant createdAt,
    long sequence)
    implements PlainView {
  /** Where tokens are kept. */
  public static final ViewTable<TokenView> TABLE = PlainTable.of("api_token", TokenView.class);
}
