package io.weir.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Where the library unpacks the server's programs: one directory {@code PG-<digest>} per version,
 * complete when it holds {@code .exists}, being filled while somebody holds the lock {@code
 * epg-lock} in it. The library trips over what an unpacking left behind that was cut short.
 */
final class UnpackedBinaries {
  private static final String COMPLETE = ".exists";
  private static final String LOCK = "epg-lock";

  private UnpackedBinaries() {}

  /** Removes what a cut-short unpacking left, unless somebody is unpacking right now. */
  static void dropHalfUnpacked(Path binaries) {
    if (!Files.isDirectory(binaries)) {
      return;
    }
    try (Stream<Path> versions = Files.list(binaries)) {
      for (Path version : versions.toList()) {
        if (version.getFileName().toString().startsWith("PG-")
            && !Files.exists(version.resolve(COMPLETE))) {
          dropUnlessLocked(version);
        }
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private static void dropUnlessLocked(Path version) throws IOException {
    Path lockFile = version.resolve(LOCK);
    try (FileChannel channel =
            FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock()) {
      if (lock == null || Files.exists(version.resolve(COMPLETE))) {
        return;
      }
      try (Stream<Path> inside = Files.walk(version)) {
        List<Path> deepestFirst = inside.sorted(Comparator.reverseOrder()).toList();
        for (Path path : deepestFirst) {
          if (!path.equals(version) && !path.equals(lockFile)) {
            Files.delete(path);
          }
        }
      }
    } catch (OverlappingFileLockException unpackingInThisJvm) {
      // It will be complete in a moment.
    }
  }
}
