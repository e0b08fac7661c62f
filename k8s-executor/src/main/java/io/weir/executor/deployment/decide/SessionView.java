package io.weir.executor.deployment.decide;

import java.util.List;

/**
 * What the JobManager of a session cluster says of it.
 *
 * @param taskManagers how many have registered
 * @param strays what goes on there and is nobody's
 */
public record SessionView(int taskManagers, List<StrayJob> strays) {
  public SessionView {
    strays = List.copyOf(strays);
  }
}
