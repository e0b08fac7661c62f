package io.weir.executor;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Starts the executor. */
@SpringBootApplication
public class Executor {
  /** Settings come from the command line, the environment and {@code application.properties}. */
  public static void main(String[] args) {
    SpringApplication.run(Executor.class, args);
  }
}
