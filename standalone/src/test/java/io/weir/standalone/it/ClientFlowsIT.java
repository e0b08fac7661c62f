package io.weir.standalone.it;

import io.weir.standalone.clients.ClientFlow;
import io.weir.standalone.clients.Place;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What existing clients do, two at a time: starts of jobs take most of it. */
class ClientFlowsIT {
  @RegisterExtension static final StackExtension WEIR = new StackExtension();

  @ParameterizedTest(name = "{1}")
  @MethodSource("flows")
  @Execution(ExecutionMode.CONCURRENT)
  void contentsAClientThat(ClientFlow flow, String does) throws Exception {
    Place place =
        Place.make(
            WEIR.stack().client(),
            "flow-" + UUID.randomUUID().toString().substring(0, 8),
            WEIR.modules().exampleJob());
    try {
      flow.run(place);
    } finally {
      place.giveUp();
    }
  }

  static Stream<Object[]> flows() {
    return ClientFlow.all().stream().map(flow -> new Object[] {flow, flow.does()});
  }
}
