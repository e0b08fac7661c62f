package io.weir.cluster.api;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import io.weir.architecture.HouseRules;

/** The API server's packages; the controllers and the kubelet know it over HTTP only. */
@AnalyzeClasses(
    packages = {
      "io.weir.cluster.api",
      "io.weir.cluster.apply",
      "io.weir.cluster.json",
      "io.weir.cluster.kinds",
      "io.weir.cluster.patch",
      "io.weir.cluster.protobuf",
      "io.weir.cluster.schema",
      "io.weir.cluster.store"
    },
    importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest static final ArchTests HOUSE = ArchTests.in(HouseRules.class);

  @ArchTest
  static final ArchRule NO_CYCLES =
      SlicesRuleDefinition.slices()
          .matching("io.weir.cluster.(*)..")
          .should()
          .beFreeOfCycles()
          .because(
              "the store knows nothing of Kubernetes and the rules nothing of HTTP: move the method to the package it speaks about");
}
