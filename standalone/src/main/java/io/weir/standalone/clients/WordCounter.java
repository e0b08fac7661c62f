package io.weir.standalone.clients;

/** The example job, as a client names it. */
final class WordCounter {
  static final String MAIN_CLASS = "io.weir.examples.wordcounter.WordCounter";

  private WordCounter() {}

  /** A template in JSON. */
  static String template(String jar) {
    return """
        {"spec": {
          "artifact": {"kind": "JAR", "jarUri": "%s", "entryClass": "%s", "mainArgs": "--rate 20", "flinkVersion": "2.3"},
          "parallelism": 1,
          "flinkConfiguration": {
            "execution.checkpointing.interval": "1s",
            "execution.checkpointing.externalized-checkpoint-retention": "RETAIN_ON_CANCELLATION"
          }
        }}"""
        .formatted(jar, MAIN_CLASS);
  }
}
