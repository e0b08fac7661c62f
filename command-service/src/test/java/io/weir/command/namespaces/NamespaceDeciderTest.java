package io.weir.command.namespaces;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.weir.command.decide.RefusalCode;
import io.weir.command.decide.RefusedCommandException;
import io.weir.command.namespaces.NamespaceState.Phase;
import io.weir.events.namespaces.NamespaceEvent;
import io.weir.events.namespaces.Role;
import io.weir.events.namespaces.RoleBinding;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class NamespaceDeciderTest {
  private static final UUID ID = new UUID(0, 1);
  private static final NamespaceWish WISH =
      new NamespaceWish(
          List.of(new RoleBinding(Role.OWNER, List.of("user:ada"))), Optional.of("preview"));

  @Test
  void livesDies() {
    NamespaceState active = after(Optional.empty(), NamespaceDecider.register(ID, "team-a", WISH));
    assertThat(active).isEqualTo(new NamespaceState(ID, "team-a", WISH, Phase.ACTIVE));

    NamespaceWish other = new NamespaceWish(List.of(), Optional.empty());
    NamespaceState revised = after(Optional.of(active), NamespaceDecider.revise(active, other));
    assertThat(revised).isEqualTo(new NamespaceState(ID, "team-a", other, Phase.ACTIVE));

    NamespaceState ending = after(Optional.of(revised), NamespaceDecider.requestDeletion(revised));
    assertThat(ending.phase()).isEqualTo(Phase.TERMINATING);
    assertThat(after(Optional.of(ending), NamespaceDecider.requestDeletion(ending)))
        .isEqualTo(ending);

    assertThat(after(Optional.of(ending), NamespaceDecider.delete(ending)).phase())
        .isEqualTo(Phase.DELETED);
  }

  @Test
  void refusesToChangeWhatIsBeingDeletedAndToDeleteTheDefault() {
    NamespaceState ending = new NamespaceState(ID, "team-a", WISH, Phase.TERMINATING);
    NamespaceState standard = new NamespaceState(ID, "default", WISH, Phase.ACTIVE);

    refuses(RefusalCode.NAMESPACE_TERMINATING, () -> NamespaceDecider.revise(ending, WISH));
    refuses(RefusalCode.ALWAYS_THERE, () -> NamespaceDecider.requestDeletion(standard));
  }

  @Test
  void isNeverGoneBeforeItTerminates() {
    assertThatThrownBy(
            () -> NamespaceDecider.delete(new NamespaceState(ID, "team-a", WISH, Phase.ACTIVE)))
        .isInstanceOf(IllegalStateException.class);
  }

  private static void refuses(RefusalCode code, ThrowingCallable command) {
    assertThatThrownBy(command)
        .isInstanceOfSatisfying(
            RefusedCommandException.class, e -> assertThat(e.code()).isEqualTo(code));
  }

  private static NamespaceState after(
      Optional<NamespaceState> before, List<NamespaceEvent> events) {
    Optional<NamespaceState> state = before;
    for (NamespaceEvent event : events) state = Optional.of(NamespaceState.evolve(state, event));
    return state.orElseThrow();
  }
}
