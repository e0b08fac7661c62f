package io.weir.cluster.store;

import io.weir.cluster.json.Trees;
import java.nio.file.Path;

/**
 * A process that writes to a store until it dies at a given step: {@code <directory> <step> <how
 * often the step is survived>}. Prints the number of each write once the store has acknowledged it.
 */
final class StoreProcess {
  static final int DIED_AS_PLANNED = 9;

  /** So small that a few dozen writes compact the journal several times. */
  static final int COMPACT_AFTER_BYTES = 4000;

  private static final int KEYS = 5;
  private static final int WRITES = 400;

  private StoreProcess() {}

  public static void main(String[] arguments) {
    Step fatal = Step.valueOf(arguments[1]);
    int[] left = {Integer.parseInt(arguments[2])};
    ObjectStore store =
        ObjectStore.open(
            Path.of(arguments[0]),
            COMPACT_AFTER_BYTES,
            step -> {
              if (step == fatal && left[0]-- == 0) {
                Runtime.getRuntime().halt(DIED_AS_PLANNED);
              }
            });
    for (int write = 1; write <= WRITES; write++) {
      write(store, write);
      System.out.println(write);
      System.out.flush();
    }
  }

  static Key key(int write) {
    return new Key("things", "n", "k" + write % KEYS);
  }

  /** Every seventh write deletes; all others create or replace. */
  static void write(ObjectStore store, int write) {
    Key key = key(write);
    var current = store.get(key);
    if (write % 7 == 0 && current.isPresent()) {
      store.delete(current.get());
    } else {
      var tree = Trees.object().put("write", write).put("padding", "x".repeat(80));
      current.ifPresentOrElse(old -> store.replace(old, tree), () -> store.create(key, tree));
    }
  }
}
