package io.weir.standalone.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.weir.standalone.client.WeirClient;
import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;

/** Deletes pods of jobs at the Kubernetes API, as somebody does who knows nothing of Weir. */
final class JobPods {
  private static final String PATH = "/api/v1/namespaces/default/pods";

  private final WeirClient kubernetes;

  JobPods(WeirClient kubernetes) {
    this.kubernetes = kubernetes;
  }

  /** Gives them time to end. */
  void delete(String jobId, String role) throws IOException, InterruptedException {
    delete(jobId, role, "");
  }

  /** Without waiting for their end. */
  void deleteAtOnce(String jobId, String role) throws IOException, InterruptedException {
    delete(jobId, role, "?gracePeriodSeconds=0");
  }

  private void delete(String jobId, String role, String options)
      throws IOException, InterruptedException {
    List<String> pods =
        StreamSupport.stream(kubernetes.get(PATH).body().path("items").spliterator(), false)
            .map(pod -> pod.at("/metadata/name").asString(""))
            .filter(name -> name.startsWith("job-" + jobId + "-" + role))
            .toList();
    assertThat(pods).isNotEmpty();
    for (String pod : pods) {
      assertThat(kubernetes.delete(PATH + "/" + pod + options).status()).isEqualTo(200);
    }
  }
}
