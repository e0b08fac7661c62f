package io.weir.projection;

import io.weir.projection.rebuild.RebuildReport;
import io.weir.projection.rebuild.Rebuilds;
import io.weir.projection.rebuild.ReportText;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/**
 * Starts the service; settings in {@code io.weir.projection.infra.ProjectionSettings}.
 *
 * <p>With the argument {@code verify} or {@code rebuild} it does that instead, prints the hashes of
 * both models, and ends with status 0 when they are equal, else 1.
 */
@SpringBootApplication
public class ProjectionService {
  public static void main(String[] args) throws SQLException {
    List<String> words = Arrays.stream(args).filter(arg -> !arg.startsWith("--")).toList();
    if (words.isEmpty()) SpringApplication.run(ProjectionService.class, args);
    else System.exit(once(words, args));
  }

  private static int once(List<String> words, String[] args) throws SQLException {
    if (!words.equals(List.of("verify")) && !words.equals(List.of("rebuild"))) {
      System.err.println("Expected verify or rebuild, or no argument, but got " + words);
      return 2;
    }
    try (ConfigurableApplicationContext context =
        new SpringApplicationBuilder(ProjectionService.class)
            .web(WebApplicationType.NONE)
            .properties("weir.projection.live=false", "server.port=0")
            .run(args)) {
      Rebuilds rebuilds = context.getBean(Rebuilds.class);
      RebuildReport report =
          words.equals(List.of("verify")) ? rebuilds.verify() : rebuilds.rebuildNow();
      System.out.println(ReportText.of(report));
      return report.equal() ? 0 : 1;
    }
  }
}
