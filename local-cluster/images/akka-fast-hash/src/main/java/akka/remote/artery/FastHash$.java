package akka.remote.artery;

/**
 * Akka 2.4 hashes texts by looking at their inside as an array of chars, which it is no more since
 * JDK 9: no TaskManager of Flink 1.8 and older would register. The images of these lines have this
 * class in front of Akka's; the hash goes nowhere but into a table of the same process.
 */
public final class FastHash$ {
  /** How Scala code finds the one instance. */
  public static final FastHash$ MODULE$ = new FastHash$();

  private FastHash$() {}

  /** A hash of the text. */
  public int ofString(String text) {
    return text.hashCode();
  }
}
