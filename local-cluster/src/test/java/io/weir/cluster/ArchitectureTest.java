package io.weir.cluster;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.junit.ArchTests;
import com.tngtech.archunit.lang.ArchRule;
import io.weir.architecture.BoundaryRules;
import io.weir.architecture.NamingRules;
import io.weir.architecture.PurityRules;

@AnalyzeClasses(packages = "io.weir.cluster", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
  @ArchTest static final ArchRule NO_IMPL_SUFFIX = NamingRules.NO_IMPL_SUFFIX;
  @ArchTest static final ArchTests BOUNDARIES = ArchTests.in(BoundaryRules.class);
  @ArchTest static final ArchRule THE_CORE_ASKS_NOBODY = PurityRules.THE_CORE_ASKS_NOBODY;

  /** The house's rule, but "manager" is Kubernetes' own word for who owns a field. */
  @ArchTest
  static final ArchRule NO_CATCH_ALL_NAMES =
      noClasses()
          .that()
          .resideOutsideOfPackage("io.weir.cluster.apply")
          .should()
          .haveNameMatching(".*(Util|Utils|Helper|Helpers|Manager|Common|Misc)")
          .because("one idea per file and the file name says it");

  /** The house's rule, but Kubernetes' object model is this module's own language. */
  @ArchTest
  static final ArchRule DECIDERS_SEE_VALUES_ONLY =
      classes()
          .that()
          .haveNameMatching(
              ".*(Decider|View|PodPhase|RolloutPlan|DeploymentProgress|HostsFile|CommandLine|FlinkOverrides)")
          .should()
          .onlyDependOnClassesThat(
              resideInAnyPackage(
                      "java.lang..",
                      "java.util..",
                      "java.time..",
                      "java.security..",
                      "java.math..",
                      "io.fabric8.kubernetes.api..")
                  .or(
                      nameMatching(
                          "java\\.nio\\.(file\\.Path|charset\\..*)|java\\.net\\.URI|java\\.io\\.Serializable"
                              + "|io\\.fabric8\\.kubernetes\\.client\\.utils\\.Serialization"))
                  .or(resideInAnyPackage("io.weir.cluster.controller", "io.weir.cluster.kubelet"))
                  .or(resideInAnyPackage("io.weir.cluster.image")))
          .because("deciding takes values and returns one: read before it, act after it");

  @ArchTest
  static final ArchRule CONTROLLERS_AND_KUBELET_ARE_CLIENTS =
      noClasses()
          .that()
          .resideInAnyPackage(
              "io.weir.cluster.controller..",
              "io.weir.cluster.kubelet..",
              "io.weir.cluster.record..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.weir.cluster.api..", "io.weir.cluster.store..")
                  .and(DescribedPredicate.not(nameMatching(".*\\.(PodLogs|LogOptions)"))))
          .because("they must run as well against any other API server: go through its client");
}
