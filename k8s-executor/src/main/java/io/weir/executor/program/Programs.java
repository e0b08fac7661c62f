package io.weir.executor.program;

import java.io.IOException;
import java.nio.file.Path;

/** Where programs come from. */
public interface Programs {
  /** What is done with a program while it is here. */
  interface Use<T> {
    T with(Path file) throws IOException;
  }

  /** The program is not to be had from there; asking again would not help. */
  final class NotFetchedException extends Exception {
    private static final long serialVersionUID = 1L;

    public NotFetchedException(String message) {
      super(message);
    }
  }

  /**
   * Fetches a program, lets it be used, and removes what was fetched.
   *
   * @param uri where it is, with the values of its secrets
   * @param shown the same as it may be shown
   * @throws NotFetchedException when it is not there, or may not be read
   * @throws IOException when it may work later, or the use failed
   */
  <T> T use(String uri, String shown, Use<T> use) throws NotFetchedException, IOException;
}
