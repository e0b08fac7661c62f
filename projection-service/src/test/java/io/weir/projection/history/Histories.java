package io.weir.projection.history;

import io.weir.events.deployment.ActualState;
import io.weir.events.deployment.FailureReason;
import io.weir.events.deployment.Rollback;
import io.weir.events.deployment.RollbackRestore;
import io.weir.events.deployment.TransitionCause;
import io.weir.events.spec.DesiredState;
import io.weir.events.spec.UpgradeStrategy;
import io.weir.events.wire.EventMetadata;
import io.weir.events.wire.RecordedEvent;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.random.RandomGenerator;

/** Long random logs in the log's grammar: the same for the same seed. */
public final class Histories {
  private Histories() {}

  /**
   * A log of many deployments and some of everything else, interleaved, in the order of the store.
   *
   * @param deployments how many deployments
   * @param flows how many flows each goes through at most, besides its registration
   */
  public static List<RecordedEvent> random(long seed, int deployments, int flows) {
    RandomGenerator random = new SplittableRandom(seed);
    List<Deque<RecordedEvent>> own = new ArrayList<>();
    for (int i = 0; i < deployments; i++)
      own.add(new ArrayDeque<>(story(random, i, flows).events()));
    for (int i = 0; i < deployments; i += 10) own.add(new ArrayDeque<>(target(random, i).events()));
    for (int i = 0; i < 3; i++)
      own.add(
          new ArrayDeque<>(new DefaultsStory(random, "ns-" + i).say(i + 1).say(i + 5).events()));
    for (int i = 0; i < deployments; i += 5)
      own.add(new ArrayDeque<>(PlatformStory.any(random, i).events()));
    for (int i = 0; i < deployments; i += 8)
      own.add(new ArrayDeque<>(SessionStory.any(random, i).events()));
    List<RecordedEvent> log = new ArrayList<>();
    while (!own.isEmpty()) {
      int turn = random.nextInt(own.size());
      log.add(at(own.get(turn).poll(), 3L * log.size() + 1));
      if (own.get(turn).isEmpty()) {
        own.set(turn, own.getLast());
        own.removeLast();
      }
    }
    return log;
  }

  /** One deployment target that is edited, and perhaps deleted. */
  public static TargetStory target(RandomGenerator random, int number) {
    TargetStory story =
        new TargetStory(random, "ns-" + number % 3, "target-" + number)
            .register(random.nextBoolean() ? Optional.of("jobs") : Optional.empty());
    for (int edits = random.nextInt(4); edits > 0; edits--)
      story.revise(Map.of("tier", "t" + random.nextInt(2)));
    return random.nextInt(3) == 0 ? story.delete() : story;
  }

  /** One deployment that goes through random flows. */
  public static Story story(RandomGenerator random, int number, int flows) {
    Story story = new Story(random, "ns-" + number % 3, "deployment-" + number);
    UpgradeStrategy.Kind[] kinds = UpgradeStrategy.Kind.values();
    DesiredState first = random.nextBoolean() ? DesiredState.RUNNING : DesiredState.CANCELLED;
    story.register(first, kinds[random.nextInt(kinds.length)]);
    if (first == DesiredState.RUNNING) comeUpSomehow(story, random);
    for (int flow = random.nextInt(flows + 1); flow > 0 && !story.deleted(); flow--)
      next(story, random);
    return story;
  }

  private static void comeUpSomehow(Story story, RandomGenerator random) {
    switch (random.nextInt(6)) {
      case 0 -> {
        for (int attempt = 1; attempt <= 4; attempt++)
          story.failToStart(FailureReason.MAIN_FAILED, attempt);
      }
      case 1 -> story.failToStart(FailureReason.DEADLINE_EXCEEDED, 1).comeUp();
      case 2 -> story.failToStart(FailureReason.TARGET_NOT_FOUND, 1);
      case 3 -> story.redirectToCancelled(DesiredState.RUNNING);
      default -> story.comeUp();
    }
  }

  private static void next(Story story, RandomGenerator random) {
    if (story.state() == ActualState.RUNNING) whileRunning(story, random);
    else whileStopped(story, random);
  }

  private static Rollback anyRollback(RandomGenerator random) {
    RollbackRestore restore = RollbackRestore.values()[random.nextInt(3)];
    return new Rollback(
        new UUID(1, random.nextInt()),
        restore,
        restore == RollbackRestore.OF_JOB
            ? Optional.of(new UUID(2, random.nextInt()))
            : Optional.empty());
  }

  private static void whileRunning(Story story, RandomGenerator random) {
    switch (random.nextInt(18)) {
      case 0, 1 -> story.suspend();
      case 2 -> story.cancel();
      case 3 -> story.cancelTheHardWay();
      case 4, 5 -> story.upgrade();
      case 6 -> story.heal(FailureReason.JOB_FAILED);
      case 7 -> story.heal(FailureReason.JOB_VANISHED);
      case 8 -> story.finish();
      case 9 -> story.userSavepoint(random.nextBoolean());
      case 10 -> story.wobble();
      case 11 -> story.requestSuspension().redirectToCancelled(DesiredState.SUSPENDED);
      case 12 -> story.rescale();
      case 13 -> story.replaceInsteadOfRescale();
      case 14 -> story.suspendInsteadOfRescale();
      case 15 -> story.rollBack(anyRollback(random));
      case 16 -> story.restart();
      default -> story.healInVain();
    }
  }

  private static void whileStopped(Story story, RandomGenerator random) {
    switch (random.nextInt(9)) {
      case 0 -> story.relabel(Map.of("team", "t" + random.nextInt(4), "tier", "gold"));
      case 1 -> story.copySavepoint();
      case 2 -> story.cancel();
      case 4 -> story.disposeSavepoint(random.nextBoolean());
      case 3 -> {
        if (random.nextInt(4) == 0) {
          story.cancel().delete();
          if (random.nextBoolean()) story.undelete();
        }
      }
      default -> {
        story
            .wish(DesiredState.RUNNING)
            .requestStart(TransitionCause.WISH_CHANGED, "PatchDeployment");
        comeUpSomehow(story, random);
      }
    }
  }

  /** The same event at another place in the order of the store. */
  public static RecordedEvent at(RecordedEvent event, long position) {
    EventMetadata m = event.metadata();
    return new RecordedEvent(
        new EventMetadata(
            m.eventId(),
            m.aggregateId(),
            m.sequence(),
            position,
            m.time(),
            m.namespace(),
            m.subject(),
            m.actor(),
            m.reason(),
            m.correlationId(),
            m.causationId(),
            m.command(),
            m.traceparent()),
        event.event());
  }
}
