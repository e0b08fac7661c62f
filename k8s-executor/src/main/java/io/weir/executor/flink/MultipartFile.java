package io.weir.executor.flink;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** One file as the body of a multipart request, streamed from the disk. */
final class MultipartFile {
  private static final String BOUNDARY = "weir-4f6c0a57b1d24e3f9a";

  private MultipartFile() {}

  /** Makes the request a POST of the file. */
  static HttpRequest.Builder post(
      HttpRequest.Builder request, String field, String name, Path file) {
    String head =
        "--%s\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"%s\"\r\nContent-Type: application/java-archive\r\n\r\n"
            .formatted(BOUNDARY, field, name.replaceAll("[\"\r\n]", "_"));
    String tail = "\r\n--" + BOUNDARY + "--\r\n";
    return request
        .header("content-type", "multipart/form-data; boundary=" + BOUNDARY)
        .POST(BodyPublishers.concat(text(head), content(file), text(tail)));
  }

  private static BodyPublisher text(String text) {
    return BodyPublishers.ofByteArray(text.getBytes(StandardCharsets.UTF_8));
  }

  private static BodyPublisher content(Path file) {
    try {
      return BodyPublishers.ofFile(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to read " + file, e);
    }
  }
}
