package io.weir.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** What things may be called. */
public final class NamingRules {
  /** A name that fits any content ends up holding any content. */
  @ArchTest
  public static final ArchRule NO_CATCH_ALL_NAMES =
      noClasses()
          .should()
          .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Common|Misc)")
          .because(
              "one idea per file and the file name says it: move each method to the type or topic it"
                  + " speaks about");

  /** An implementation that has nothing to say about itself needs no interface. */
  @ArchTest
  public static final ArchRule NO_IMPL_SUFFIX =
      noClasses()
          .should()
          .haveNameMatching(".*Impl")
          .because(
              "an adapter is named technology + role (RestFlinkJobs); where there is only one"
                  + " implementation, drop the interface");

  private NamingRules() {}
}
