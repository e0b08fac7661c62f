package io.weir.executor.sample.decide;

import java.io.File;

/** Breaks the rule: deciding looks at the disk. */
final class ReadsAFile {
  boolean decide(File file) {
    return file.exists();
  }
}
