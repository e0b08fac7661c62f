package io.weir.gateway.infra;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * The gateway's settings; the port is {@code server.port}, the address {@code server.address}.
 *
 * @param commandUri the origin of the command service, without a path
 * @param projectionUri the origin of the projection service, without a path
 * @param executorUri the origin of the executor, without a path
 * @param connectWithin how long a connection to a service may take
 * @param answerWithin how long a service may take until its answer begins
 * @param maxBody the longest body of a request
 * @param uploadWithin as {@code answerWithin}, for the upload of a file, its sending included
 * @param maxUpload the longest body of an upload
 */
@ConfigurationProperties("weir.gateway")
public record GatewaySettings(
    URI commandUri,
    URI projectionUri,
    URI executorUri,
    @DefaultValue("2s") Duration connectWithin,
    @DefaultValue("30s") Duration answerWithin,
    @DefaultValue("10MB") DataSize maxBody,
    @DefaultValue("10m") Duration uploadWithin,
    @DefaultValue("64MB") DataSize maxUpload) {
  public GatewaySettings {
    requireOrigin("weir.gateway.command-uri", commandUri);
    requireOrigin("weir.gateway.projection-uri", projectionUri);
    requireOrigin("weir.gateway.executor-uri", executorUri);
  }

  private static void requireOrigin(String setting, URI uri) {
    boolean origin =
        uri != null
            && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
            && uri.getHost() != null
            && (uri.getPath() == null || uri.getPath().isEmpty());
    if (!origin) {
      throw new IllegalArgumentException(
          "Expected "
              + setting
              + " to be an origin such as http://127.0.0.1:8081, but it is "
              + uri
              + ".");
    }
  }
}
