package io.weir.command.infra;

import io.weir.command.api.ArtifactsController;
import io.weir.command.api.Namespaces;
import io.weir.command.artifact.ArtifactStorage;
import io.weir.command.artifact.FileArtifactStorage;
import jakarta.servlet.MultipartConfigElement;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.util.unit.DataSize;

/** Artifacts, put together. */
@Configuration(proxyBeanMethods = false)
class ArtifactWiring {
  /** For the names and borders around the file. */
  private static final DataSize AROUND_THE_FILE = DataSize.ofKilobytes(64);

  /** What is uploaded lies on the disk until its storage has it, never in memory. */
  @Bean
  MultipartConfigElement uploads(CommandSettings settings) {
    DataSize longest = settings.artifacts().maxSize();
    return new MultipartConfigElement(
        "", longest.toBytes(), longest.toBytes() + AROUND_THE_FILE.toBytes(), 0);
  }

  @Bean
  ArtifactsController artifacts(
      CommandSettings settings, Namespaces namespaces, InstantSource clock) {
    return new ArtifactsController(storage(settings, clock), namespaces);
  }

  static Optional<ArtifactStorage> storage(CommandSettings settings, InstantSource clock) {
    return settings
        .storage()
        .base()
        .map(URI::create)
        .filter(base -> "file".equals(base.getScheme()))
        .map(base -> new FileArtifactStorage(Path.of(base.getPath()), clock.instant()));
  }
}
