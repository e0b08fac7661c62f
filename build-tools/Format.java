import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Checks (or applies) google-java-format over every Java source of the repository. What was found
 * formatted once is known by its hash and not looked at again.
 */
public final class Format {
  private static final List<String> SKIPPED = List.of("target", ".git", "node_modules", ".weir");

  public static void main(String[] args) throws Exception {
    boolean apply = args[0].equals("apply");
    Path root = Path.of(args[1]);
    Path memory = root.resolve("target/tools/formatted.sha256");
    Set<String> known = Files.exists(memory) ? new HashSet<>(Files.readAllLines(memory)) : Set.of();
    Set<String> formattedNow = new TreeSet<>();
    Formatter formatter = new Formatter();
    List<Path> stale = new ArrayList<>();
    for (Path source : sources(root)) {
      String text = Files.readString(source);
      if (known.contains(hash(text))) {
        formattedNow.add(hash(text));
        continue;
      }
      String ordered =
          ImportOrderer.reorderImports(
              RemoveUnusedImports.removeUnusedImports(text), JavaFormatterOptions.Style.GOOGLE);
      String formatted = formatter.formatSource(ordered);
      if (formatted.equals(text) || apply) formattedNow.add(hash(formatted));
      if (formatted.equals(text)) continue;
      stale.add(root.relativize(source));
      if (apply) Files.writeString(source, formatted);
    }
    Files.createDirectories(memory.getParent());
    Files.write(memory, formattedNow);
    if (stale.isEmpty()) return;
    if (apply) {
      System.out.println("formatted " + stale.size() + " files");
      return;
    }
    System.out.println("Not formatted:");
    stale.forEach(file -> System.out.println("  " + file));
    System.out.println("Run: mvn -q -N validate -Dformat");
    System.exit(1);
  }

  private static String hash(String text) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes("UTF-8")));
  }

  private static List<Path> sources(Path root) throws IOException {
    try (Stream<Path> walk = Files.walk(root)) {
      return walk.filter(path -> path.toString().endsWith(".java"))
          .filter(
              path ->
                  Stream.iterate(root.relativize(path), Objects::nonNull, Path::getParent)
                      .noneMatch(part -> SKIPPED.contains(part.getFileName().toString())))
          .sorted()
          .toList();
    }
  }
}
