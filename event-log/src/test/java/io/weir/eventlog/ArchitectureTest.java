package io.weir.eventlog;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.weir.architecture.HouseRules;

@AnalyzeClasses(packages = "io.weir.eventlog", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest static final ArchTests HOUSE = ArchTests.in(HouseRules.class);

  @ArchTest
  static final ArchRule RELAY_AND_READER_ARE_STRANGERS =
      noClasses()
          .that()
          .resideInAPackage("..reader..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("..relay..")
          .because("they meet in the topic only; what both need belongs to io.weir.eventlog");
}
