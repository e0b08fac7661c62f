package io.weir.cluster.image;

import java.io.IOException;
import java.io.InputStream;
import java.net.Authenticator;
import java.net.PasswordAuthentication;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;

/**
 * The program behind the image {@code weir/artifact-fetcher}: {@code --uri <uri> --to <file>}
 * brings one artifact (http, https, file or local) to a place inside the pod. Ends with 0 and a
 * whole file, or with 1, one line on standard error and no file.
 *
 * <p>Depends on nothing but the JDK.
 */
public final class ArtifactFetcher {
  private static final Duration CONNECT = Duration.ofSeconds(10);
  private static final Duration WHOLE = Duration.ofMinutes(10);

  private ArtifactFetcher() {}

  public static void main(String[] args) throws InterruptedException {
    if (args.length != 4 || !args[0].equals("--uri") || !args[2].equals("--to")) {
      System.err.println("Usage: artifact-fetcher --uri <uri> --to <file>");
      System.exit(2);
    }
    try {
      fetch(URI.create(args[1]), Path.of(args[3]));
    } catch (IOException | IllegalArgumentException failure) {
      System.err.println(
          "Expected to fetch "
              + shown(args[1])
              + " to "
              + args[3]
              + ", but: "
              + shown(String.valueOf(failure.getMessage())));
      System.exit(1);
    }
  }

  /**
   * Brings the artifact to its place in one step: the file is there as a whole or not at all.
   *
   * @throws IOException if it cannot be read or written, or the server answers other than 200
   * @throws IllegalArgumentException if the scheme is not one of those above
   */
  static void fetch(URI uri, Path target) throws IOException, InterruptedException {
    Files.createDirectories(target.toAbsolutePath().getParent());
    Path partial = target.resolveSibling(target.getFileName() + ".partial");
    try {
      switch (String.valueOf(uri.getScheme())) {
        case "http", "https" -> download(uri, partial);
        case "file", "local" ->
            Files.copy(Path.of(uri.getPath()), partial, StandardCopyOption.REPLACE_EXISTING);
        default ->
            throw new IllegalArgumentException(
                "the scheme must be http, https, file or local; it is " + uri.getScheme());
      }
      Files.move(partial, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(partial);
    }
  }

  /** What a log may hold of a URI: neither its user nor its query, either may be a secret. */
  static String shown(String text) {
    return text.replaceAll("(?<=://)[^/@\\s]*@", "").replaceAll("(?<=://)([^?\\s]*)\\?\\S*", "$1");
  }

  private static void download(URI uri, Path partial) throws IOException, InterruptedException {
    try (HttpClient client =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NORMAL)
            .authenticator(new UserOfUri(uri))
            .connectTimeout(CONNECT)
            .build()) {
      URI plain = URI.create(uri.toString().replaceFirst("(?<=://)[^/@]*@", ""));
      HttpResponse<InputStream> answer =
          client.send(
              HttpRequest.newBuilder(plain).timeout(WHOLE).build(),
              HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        if (answer.statusCode() != 200) {
          throw new IOException("the server answered " + answer.statusCode());
        }
        Files.copy(body, partial, StandardCopyOption.REPLACE_EXISTING);
      }
    }
  }

  /** User and password of a URI are shown to the server that it names, and to no other. */
  private static final class UserOfUri extends Authenticator {
    private final URI uri;

    UserOfUri(URI uri) {
      this.uri = uri;
    }

    @Override
    protected PasswordAuthentication getPasswordAuthentication() {
      boolean asked =
          getRequestorType() == RequestorType.SERVER
              && uri.getHost().equalsIgnoreCase(getRequestingHost());
      if (uri.getUserInfo() == null || !asked) return null;
      String[] parts = uri.getUserInfo().split(":", 2);
      return new PasswordAuthentication(
          parts[0], (parts.length == 2 ? parts[1] : "").toCharArray());
    }
  }
}
