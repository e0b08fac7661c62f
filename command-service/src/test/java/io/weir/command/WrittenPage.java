package io.weir.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page of the documentation that a test writes, and holds to what the code does. */
public final class WrittenPage {
  private WrittenPage() {}

  /**
   * Fails when the page in the repository is not this text; writes it with {@code
   * -Dweir.golden=write}.
   *
   * @param page from the root of the repository
   * @param writer the test
   */
  public static void says(String page, Class<?> writer, String text) throws IOException {
    Path file = Path.of(System.getProperty("user.dir")).resolveSibling(page);
    if ("write".equals(System.getProperty("weir.golden"))) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    }
    assertThat(Files.exists(file) ? Files.readString(file) : "")
        .describedAs(
            "%s is generated. If the change of the rules is meant, run: mvn -pl command-service -am test"
                + " -Dtest=%s -Dsurefire.failIfNoSpecifiedTests=false -Dweir.golden=write",
            page, writer.getSimpleName())
        .isEqualTo(text);
  }
}
