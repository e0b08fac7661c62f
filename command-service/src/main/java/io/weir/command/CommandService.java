package io.weir.command;

import io.weir.command.infra.CommandWiring;
import java.io.IOException;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the command service. */
public final class CommandService {
  private CommandService() {}

  public static void main(String[] args) {
    ConfigurableApplicationContext context = start(args);
    if (context.getEnvironment().getProperty("weir.until-stdin-closes", boolean.class, false))
      Thread.ofPlatform().daemon().name("weir-stdin").start(() -> endWithStdin(context));
  }

  /** Starts it within this JVM; close the context to end it. */
  public static ConfigurableApplicationContext start(String... args) {
    return new SpringApplicationBuilder(CommandWiring.class)
        .properties(
            "spring.application.name=command-service",
            "spring.main.banner-mode=off",
            "server.shutdown=graceful",
            "server.error.whitelabel.enabled=false",
            // Read only where a file is expected, so that nothing else can be made to spool one.
            "spring.servlet.multipart.resolve-lazily=true",
            // What is too long is read to its end, so that its sender lives to see the refusal.
            "server.tomcat.max-swallow-size=64MB",
            "spring.jmx.enabled=false")
        .run(args);
  }

  /** Whoever started this process is gone: so is its reason to be. */
  private static void endWithStdin(ConfigurableApplicationContext context) {
    try {
      while (System.in.read() >= 0) {
        // What comes in means nothing; only its end does.
      }
    } catch (IOException closed) {
      // As good as the end.
    }
    System.exit(SpringApplication.exit(context));
  }
}
