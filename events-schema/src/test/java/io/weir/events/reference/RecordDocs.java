package io.weir.events.reference;

import com.sun.source.doctree.DocCommentTree;
import com.sun.source.doctree.DocTree;
import com.sun.source.doctree.LinkTree;
import com.sun.source.doctree.LiteralTree;
import com.sun.source.doctree.ParamTree;
import com.sun.source.doctree.StartElementTree;
import com.sun.source.doctree.TextTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.DocTrees;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/**
 * The documentation of the records, read from their source: the one place where an event's meaning
 * is written.
 */
final class RecordDocs {
  private final Map<String, String> types = new HashMap<>();
  private final Map<String, String> components = new HashMap<>();

  /** Reads every source below a folder. */
  static RecordDocs of(Path sources) {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> walk = Files.walk(sources)) {
      List<Path> paths = walk.filter(path -> path.toString().endsWith(".java")).toList();
      JavacTask task =
          (JavacTask)
              compiler.getTask(
                  null, files, null, null, null, files.getJavaFileObjectsFromPaths(paths));
      RecordDocs docs = new RecordDocs();
      DocTrees trees = DocTrees.instance(task);
      for (CompilationUnitTree unit : task.parse()) docs.read(unit, trees);
      return docs;
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to read the sources below " + sources, e);
    }
  }

  /** What the type is, on one line. */
  Optional<String> of(Class<?> type) {
    return Optional.ofNullable(types.get(type.getCanonicalName()));
  }

  /** What a component of the record or a constant of the enum is, on one line. */
  Optional<String> of(Class<?> type, String component) {
    return Optional.ofNullable(components.get(type.getCanonicalName() + "#" + component));
  }

  private void read(CompilationUnitTree unit, DocTrees trees) {
    if (unit.getPackageName() == null) return;
    Deque<String> names = new ArrayDeque<>(List.of(unit.getPackageName().toString()));
    new TreePathScanner<Void, Void>() {
      @Override
      public Void visitClass(ClassTree type, Void nothing) {
        names.addLast(names.getLast() + "." + type.getSimpleName());
        read(names.getLast(), trees, getCurrentPath());
        super.visitClass(type, nothing);
        names.removeLast();
        return null;
      }

      @Override
      public Void visitVariable(VariableTree constant, Void nothing) {
        DocCommentTree comment = trees.getDocCommentTree(getCurrentPath());
        if (comment != null)
          components.put(names.getLast() + "#" + constant.getName(), line(comment.getFullBody()));
        return super.visitVariable(constant, nothing);
      }
    }.scan(unit, null);
  }

  private void read(String name, DocTrees trees, TreePath path) {
    DocCommentTree comment = trees.getDocCommentTree(path);
    if (comment == null) return;
    types.put(name, line(comment.getFullBody()));
    for (DocTree tag : comment.getBlockTags())
      if (tag instanceof ParamTree param)
        components.put(name + "#" + param.getName(), line(param.getDescription()));
  }

  private static String line(List<? extends DocTree> trees) {
    return trees.stream()
        .map(RecordDocs::text)
        .collect(Collectors.joining())
        .replaceAll("\\s+", " ")
        // Where a rule comes from is for who reads the source.
        .replaceAll(" \\([a-z-]+\\.md[^)]*\\)", "")
        .strip();
  }

  private static String text(DocTree tree) {
    return switch (tree) {
      case TextTree text -> text.getBody();
      case LiteralTree literal -> literal.getBody().getBody();
      case LinkTree link -> link.getReference().getSignature().replaceFirst("^.*#", "");
      case StartElementTree element -> " ";
      default -> "";
    };
  }
}
