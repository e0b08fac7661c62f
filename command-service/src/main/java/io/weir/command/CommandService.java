package io.weir.command;

import io.weir.command.infra.CommandWiring;
import io.weir.command.infra.EndWithInput;
import java.time.Duration;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the command service. */
public final class CommandService {
  private static final Duration ORDERLY_END_WITHIN = Duration.ofSeconds(10);

  private CommandService() {}

  public static void main(String[] args) {
    ConfigurableApplicationContext context = start(args);
    if (context.getEnvironment().getProperty("weir.until-stdin-closes", boolean.class, false))
      Thread.ofPlatform()
          .daemon()
          .name("weir-stdin")
          .start(
              () ->
                  EndWithInput.watch(
                      System.in,
                      () -> System.exit(SpringApplication.exit(context)),
                      ORDERLY_END_WITHIN));
  }

  /** Starts it within this JVM; close the context to end it. */
  public static ConfigurableApplicationContext start(String... args) {
    return new SpringApplicationBuilder(CommandWiring.class)
        .properties(
            "spring.application.name=command-service",
            "spring.main.banner-mode=off",
            "server.shutdown=graceful",
            "server.error.whitelabel.enabled=false",
            // Behind the gateway connections live long; the default ends each after 100 requests.
            "server.tomcat.max-keep-alive-requests=-1",
            // Read only where a file is expected, so that nothing else can be made to spool one.
            "spring.servlet.multipart.resolve-lazily=true",
            // What is too long is read to its end, so that its sender lives to see the refusal.
            "server.tomcat.max-swallow-size=64MB",
            // Nobody listens, and no body is a form.
            "spring.mvc.publish-request-handled-events=false",
            "spring.mvc.formcontent.filter.enabled=false",
            "spring.jmx.enabled=false")
        .run(args);
  }
}
