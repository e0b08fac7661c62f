package io.weir.command.deployment;

import static io.weir.command.deployment.Samples.state;
import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.preview.AllowedActions;
import io.weir.command.preview.AllowedActions.Action;
import io.weir.command.preview.AllowedActions.Verdict;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.FinalStatus;
import io.weir.events.spec.DesiredState;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class AllowedActionsTest {
  @Test
  void dependOnWhatTheDeploymentIs() {
    assertThat(allowed(Story.of(s -> s))).isEqualTo("START FORK DELETE");
    assertThat(allowed(Story.of(state(DesiredState.RUNNING)))).isEqualTo("SUSPEND CANCEL FORK");
    assertThat(allowed(Story.running())).isEqualTo("SUSPEND CANCEL RESTART SAVEPOINT FORK");
    assertThat(allowed(Story.withoutStorage(state(DesiredState.RUNNING)).comesUp()))
        .isEqualTo("CANCEL FORK");
    assertThat(allowed(Story.running().wish(DesiredState.SUSPENDED)))
        .isEqualTo("START CANCEL ROLLBACK FORK DELETE");
    assertThat(
            allowed(
                Story.running()
                    .edit(Samples.jar("file:///b.jar"))
                    .written()
                    .ends(FinalStatus.FINISHED)
                    .gone()
                    .comesUp()))
        .isEqualTo("SUSPEND CANCEL RESTART ROLLBACK SAVEPOINT RESET FORK");
    assertThat(allowed(Story.running().ends(FinalStatus.FINISHED).gone())).isEqualTo("CANCEL FORK");
    assertThat(allowed(Story.of(s -> s).copy(1, "file:///s")))
        .isEqualTo("START SUSPEND RESET FORK DELETE");
    assertThat(allowed(Story.of(state(DesiredState.RUNNING)).fails(FailureReason.FORBIDDEN).gone()))
        .isEqualTo("CANCEL RESTART FORK");
    assertThat(allowed(Story.of(s -> s).delete())).isEqualTo("UNDELETE");
  }

  @Test
  void sayWhyNotInTheDecidersWords() {
    Story story = Story.running().wish(DesiredState.CANCELLED).cancelledAndGone();

    Verdict start = verdict(story, Action.START);
    Outcome.Refused refused = (Outcome.Refused) story.wish(DesiredState.RUNNING).last();

    assertThat(start.code()).contains("NO_RESTORE_POINT");
    assertThat(start.reason()).contains(refused.message());
    assertThat(verdict(story, Action.CANCEL).code()).contains(AllowedActions.NO_EFFECT);
    assertThat(verdict(story, Action.CANCEL).reason().orElseThrow())
        .isEqualTo("The deployment orders is to be CANCELLED already");
  }

  /** Listed as allowed if and only if the command, sent next, is accepted and has an effect. */
  @Property(tries = 300)
  void areWhatTheDeciderAccepts(@ForAll("steps") List<Integer> steps) {
    RandomWorld world = new RandomWorld();
    for (int step : steps) {
      world.step(step);
      List<Verdict> verdicts =
          AllowedActions.of(
              world.state(),
              new Moment(world.now(), new UUID(3, 3), 0.5, Samples.SETTINGS, SessionClusters.NONE));
      for (Verdict verdict : verdicts)
        // A fork is another deployment, and a reset needs something to be reset to.
        if (verdict.action() != Action.FORK && verdict.action() != Action.RESET)
          assertThat(world.wouldHaveAnEffect(verdict.action().command(world.state())))
              .as("%s in %s", verdict, world.state())
              .isEqualTo(verdict.allowed());
    }
  }

  @Provide
  Arbitrary<List<Integer>> steps() {
    return Arbitraries.integers().between(0, 9999).list().ofMinSize(1).ofMaxSize(40);
  }

  private static String allowed(Story story) {
    return AllowedActions.of(story.state(), moment(story)).stream()
        .filter(Verdict::allowed)
        .map(verdict -> verdict.action().name())
        .collect(Collectors.joining(" "));
  }

  private static Verdict verdict(Story story, Action action) {
    return AllowedActions.of(story.state(), moment(story)).stream()
        .filter(verdict -> verdict.action() == action)
        .findFirst()
        .orElseThrow();
  }

  private static Moment moment(Story story) {
    return new Moment(story.now(), new UUID(3, 3), 0, story.settings(), SessionClusters.NONE);
  }
}
