package io.weir.executor.program;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** Fetches programs by HTTP, and reads them from this machine where that is allowed. */
public final class FetchedPrograms implements Programs {
  private final HttpClient http;
  private final Duration timeout;
  private final boolean localFiles;

  /**
   * @param timeout for a whole program
   * @param localFiles whether {@code file:} means a file of this machine; else it is refused
   */
  public FetchedPrograms(HttpClient http, Duration timeout, boolean localFiles) {
    this.http = http;
    this.timeout = timeout;
    this.localFiles = localFiles;
  }

  /** A client that follows redirects, as a store of artifacts may ask for. */
  public static HttpClient client() {
    return HttpClient.newBuilder()
        .followRedirects(HttpClient.Redirect.NORMAL)
        .connectTimeout(Duration.ofSeconds(10))
        .build();
  }

  @Override
  public <T> T use(String uri, String shown, Use<T> use) throws NotFetchedException, IOException {
    URI from = uri(uri, shown);
    String scheme = from.getScheme() == null ? "file" : from.getScheme().toLowerCase(Locale.ROOT);
    return switch (scheme) {
      case "http", "https" -> fetched(from, shown, use);
      case "file", "local" -> use.with(local(from, shown));
      default ->
          throw new NotFetchedException(
              "Expected a program at http, https or file, but got " + shown);
    };
  }

  private Path local(URI from, String shown) throws NotFetchedException {
    if (!localFiles)
      throw new NotFetchedException(
          "Expected a program at http or https, but got %s: a session cluster is given its programs by the executor, which reads no files of its own machine (setting weir.executor.local-programs)"
              .formatted(shown));
    Path file = Path.of(from.getPath());
    if (!Files.isReadable(file) || Files.isDirectory(file))
      throw new NotFetchedException(
          "Expected to read the program %s, but there is no such file".formatted(shown));
    return file;
  }

  private <T> T fetched(URI from, String shown, Use<T> use)
      throws NotFetchedException, IOException {
    Path file = Files.createTempFile("weir-program-", ".jar");
    try {
      HttpRequest request = HttpRequest.newBuilder(from).timeout(timeout).GET().build();
      int status = http.send(request, HttpResponse.BodyHandlers.ofFile(file)).statusCode();
      if (status / 100 == 4 && status != 408 && status != 429)
        throw new NotFetchedException(
            "Expected to fetch the program %s, but the answer is %d".formatted(shown, status));
      if (status != 200)
        throw new IOException(
            "Expected to fetch the program %s, but the answer is %d".formatted(shown, status));
      return use.with(file);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("Expected to fetch " + shown + ", but was interrupted");
    } finally {
      Files.deleteIfExists(file);
    }
  }

  private static URI uri(String uri, String shown) throws NotFetchedException {
    try {
      URI parsed = URI.create(uri);
      if (parsed.getPath() != null) return parsed;
    } catch (IllegalArgumentException e) {
      // The exception's text shows the URI with the values of its secrets.
    }
    throw new NotFetchedException("Expected the URI of a program, but got " + shown);
  }
}
