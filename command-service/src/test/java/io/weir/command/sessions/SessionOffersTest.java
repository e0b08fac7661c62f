package io.weir.command.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.command.deployment.Samples;
import io.weir.command.deployment.SessionClusters.Offer;
import io.weir.events.sessions.DesiredSessionState;
import io.weir.events.spec.FlinkLine;
import org.junit.jupiter.api.Test;

/** On which start a job is placed. */
class SessionOffersTest {
  private static Offer offered(SessionStory story) {
    return SessionOffers.of(story.state(), Samples.SETTINGS);
  }

  @Test
  void theStartThatIsThereUnlessItIsOnItsWayOut() {
    SessionStory story = SessionStory.registered(DesiredSessionState.STOPPED);
    assertThat(offered(story).session().incarnation()).as("the first, when it comes").isEqualTo(1);
    story.wish(DesiredSessionState.RUNNING);
    assertThat(offered(story).session().incarnation()).isEqualTo(1);
    assertThat(offered(story.up()).session().incarnation()).isEqualTo(1);
    assertThat(offered(story.size(4)).session().incarnation()).isEqualTo(1);
    assertThat(offered(story.scaleFails()).session().incarnation()).isEqualTo(1);
    assertThat(offered(story.wish(DesiredSessionState.STOPPED)).session().incarnation())
        .isEqualTo(2);
    assertThat(offered(story.gone()).session().incarnation()).isEqualTo(2);
    story.wish(DesiredSessionState.RUNNING).startFails();
    assertThat(offered(story).session().incarnation()).as("the second failed").isEqualTo(3);
  }

  @Test
  void saysWhatRunsThere() {
    Offer offer = offered(SessionStory.running());
    assertThat(offer.session().sessionClusterId()).isEqualTo(SessionStory.ID);
    assertThat(offer.session().clusterName()).isEqualTo("sc-" + SessionStory.ID + "-1");
    assertThat(offer.target()).isEqualTo(SessionStory.TARGET);
    assertThat(offer.line()).isEqualTo(new FlinkLine(2, 3));
    assertThat(offer.slotsPerTaskManager()).isEqualTo(2);
  }
}
