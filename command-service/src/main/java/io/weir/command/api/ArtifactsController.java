package io.weir.command.api;

import io.weir.appmanager.BodySyntax;
import io.weir.appmanager.BodyWriter;
import io.weir.command.artifact.Artifact;
import io.weir.command.artifact.ArtifactName;
import io.weir.command.artifact.ArtifactStorage;
import io.weir.command.artifact.RefusedArtifactException;
import io.weir.command.artifact.RefusedArtifactException.Code;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.io.InputStream;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.multipart.MultipartFile;

/** Artifacts (app-manager-api.md 1.2); JSON only, as all of the Platform API. */
@RestController
@RequestMapping("/artifacts/v1/namespaces/{namespace}")
public final class ArtifactsController {
  private static final int LONGEST_LIST = 1000;

  private final Optional<ArtifactStorage> storage;
  private final Namespaces namespaces;

  /**
   * @param storage absent: every request is answered with 501
   */
  public ArtifactsController(Optional<ArtifactStorage> storage, Namespaces namespaces) {
    this.storage = storage;
    this.namespaces = namespaces;
  }

  @PostMapping("/artifacts:upload")
  public ResponseEntity<byte[]> upload(
      HttpServletRequest http,
      @PathVariable String namespace,
      @RequestParam(name = "file", required = false) MultipartFile file)
      throws IOException {
    RequestHeaders.refuseDryRun(http);
    namespaces.require(namespace);
    if (file == null)
      throw new RefusedArtifactException(
          Code.FILE_EXPECTED,
          "Expected a multipart/form-data body with the file in the field 'file', for example: curl"
              + " -F file=@job.jar");
    String submitted = file.getOriginalFilename();
    ArtifactName name = new ArtifactName(submitted == null ? "" : submitted);
    try (InputStream content = file.getInputStream()) {
      return answer(Map.of("artifact", wire(storage().store(namespace, name, content))));
    }
  }

  @GetMapping("/artifacts:list")
  public ResponseEntity<byte[]> list(@PathVariable String namespace) {
    namespaces.require(namespace);
    List<Map<String, String>> artifacts =
        storage().list(namespace, LONGEST_LIST).stream().map(ArtifactsController::wire).toList();
    return answer(Map.of("artifacts", artifacts));
  }

  @GetMapping("/artifacts:getMetadata")
  public ResponseEntity<byte[]> metadata(
      @PathVariable String namespace, @RequestParam String filename) {
    namespaces.require(namespace);
    return answer(Map.of("artifact", wire(require(namespace, new ArtifactName(filename)))));
  }

  /** Jobs that run keep what they have fetched; those that start later do not find it. */
  @DeleteMapping("/artifacts:delete")
  public ResponseEntity<byte[]> delete(
      HttpServletRequest http, @PathVariable String namespace, @RequestParam String filename) {
    RequestHeaders.refuseDryRun(http);
    namespaces.require(namespace);
    ArtifactName name = new ArtifactName(filename);
    Artifact last = require(namespace, name);
    if (!storage().delete(namespace, name)) throw missing(namespace, name);
    return answer(Map.of("artifact", wire(last)));
  }

  private Artifact require(String namespace, ArtifactName name) {
    return storage().find(namespace, name).orElseThrow(() -> missing(namespace, name));
  }

  private ArtifactStorage storage() {
    return storage.orElseThrow(
        () ->
            new RefusedArtifactException(
                Code.NO_STORAGE,
                "Artifacts need a storage that Weir can write to: set weir.storage.base to a file: URI"
                    + " of a directory that jobs see, too. Artifacts elsewhere are used by their URI"));
  }

  private static RefusedArtifactException missing(String namespace, ArtifactName name) {
    return new RefusedArtifactException(
        Code.NOT_FOUND, "There is no artifact '" + name.text() + "' in the namespace " + namespace);
  }

  /** Without fractions of a second: a known client reads it with a fixed form. */
  private static Map<String, String> wire(Artifact artifact) {
    return Map.of(
        "filename",
        artifact.name().text(),
        "uri",
        artifact.uri().toString(),
        "createTime",
        DateTimeFormatter.ISO_INSTANT.format(artifact.createdAt()));
  }

  private static ResponseEntity<byte[]> answer(Object body) {
    return ResponseEntity.ok()
        .header(HttpHeaders.CONTENT_TYPE, BodySyntax.JSON.mediaType())
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .body(BodyWriter.write(body, BodySyntax.JSON));
  }
}
