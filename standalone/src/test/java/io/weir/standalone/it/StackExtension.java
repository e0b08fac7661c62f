package io.weir.standalone.it;

import io.weir.standalone.command.RunningStack;
import io.weir.standalone.data.PortTable;
import io.weir.standalone.stack.BuiltModules;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * One whole Weir for all classes that ask for one, since its start takes longer than most tests;
 * each names what it makes so that no other does.
 */
final class StackExtension implements BeforeAllCallback, AfterTestExecutionCallback {
  private SharedStack shared;

  @Override
  public void beforeAll(ExtensionContext context) {
    shared =
        context
            .getRoot()
            .getStore(ExtensionContext.Namespace.GLOBAL)
            .getOrComputeIfAbsent(
                SharedStack.class, type -> SharedStack.start(), SharedStack.class);
  }

  @Override
  public void afterTestExecution(ExtensionContext context) {
    if (context.getExecutionException().isPresent()) {
      shared.keep();
    }
  }

  /** Starts everything again on the same directory and port. */
  void up() {
    shared.up();
  }

  /** Stops everything; the data stays. */
  void down() {
    shared.down();
  }

  RunningStack stack() {
    return shared.stack();
  }

  BuiltModules modules() {
    return shared.modules();
  }

  Path directory() {
    return shared.directory();
  }

  Jobs jobs() {
    return new Jobs(stack().client(), modules());
  }

  Savepoints savepoints() {
    return new Savepoints(stack().client(), jobs());
  }

  Rollbacks rollbacks() {
    return new Rollbacks(stack().client());
  }

  JobPods pods() {
    return new JobPods(stack().client(PortTable.Name.CLUSTER));
  }

  /** What the jobs of a deployment write, as it is told to. */
  Counting counting(String deployment) {
    return new Counting(directory().resolve("storage/results/" + deployment));
  }
}
