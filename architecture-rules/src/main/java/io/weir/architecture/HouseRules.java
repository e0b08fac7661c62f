package io.weir.architecture;

import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;

/**
 * All rules. A module checks itself with one class:
 *
 * <pre>{@code
 * @AnalyzeClasses(packages = "io.weir.eventlog", importOptions = ImportOption.DoNotIncludeTests.class)
 * class ArchitectureTest {
 *   @ArchTest static final ArchTests HOUSE = ArchTests.in(HouseRules.class);
 * }
 * }</pre>
 *
 * and adds what only it has to obey as further {@code @ArchTest} rules.
 */
public final class HouseRules {
  /** What decides or folds is a function of its arguments. */
  @ArchTest public static final ArchTests PURITY = ArchTests.in(PurityRules.class);

  /** Who may see whom. */
  @ArchTest public static final ArchTests BOUNDARIES = ArchTests.in(BoundaryRules.class);

  /** What things may be called. */
  @ArchTest public static final ArchTests NAMES = ArchTests.in(NamingRules.class);

  private HouseRules() {}
}
