package io.weir.architecture;

import static com.tngtech.archunit.core.domain.JavaCall.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.util.Set;

/** Who may see whom. */
public final class BoundaryRules {
  private static final Set<String> SERVICES =
      Set.of("command", "projection", "executor", "gateway");
  private static final String ROOT = "io.weir.";

  /** A package that needs the one that needs it is half of a package. */
  @ArchTest
  public static final ArchRule NO_PACKAGE_CYCLES =
      slices()
          .matching("io.weir.(**)")
          .should()
          .beFreeOfCycles()
          .because(
              "each package must be readable by itself: move the shared type to the package that both"
                  + " may know");

  /** The services talk by the log and by HTTP. */
  @ArchTest
  public static final ArchRule SERVICES_DO_NOT_SEE_EACH_OTHER =
      slices()
          .assignedFrom(services())
          .should()
          .notDependOnEachOther()
          .allowEmptyShould(true)
          .because(
              "services are deployed apart: put a shared fact into events-schema, a shared wire shape"
                  + " into app-manager-api, reading and relaying into event-log");

  /** Facts on the wire outlive every framework. */
  @ArchTest
  public static final ArchRule EVENTS_KNOW_ONLY_JAVA_AND_JACKSON =
      noClasses()
          .that()
          .resideInAPackage("io.weir.events..")
          .should()
          .dependOnClassesThat()
          .resideOutsideOfPackages(
              "java..", "tools.jackson..", "com.fasterxml.jackson.annotation..", "io.weir.events..")
          .allowEmptyShould(true)
          .because(
              "the log is read for ever and by everybody: keep adapters to Axon, Kafka or Kubernetes in"
                  + " the service that needs them");

  /** One place writes to the cluster. */
  @ArchTest
  public static final ArchRule ONLY_ACT_AND_KUBE_WRITE_TO_KUBERNETES =
      noClasses()
          .that()
          .resideInAPackage("io.weir.executor..")
          .and()
          .resideOutsideOfPackages("..act..", "..kube..")
          .should()
          .callMethodWhere(
              target(owner(resideInAPackage("io.fabric8.kubernetes.client..")))
                  .and(
                      target(
                          nameMatching(
                              "(create|createOr\\w+|replace|update|updateStatus|edit|editStatus|patch|patchStatus"
                                  + "|delete|serverSideApply|scale|unlock)"))))
          .allowEmptyShould(true)
          .because(
              "every touch of the cluster must be a decided action: return an Action from ..decide.. and"
                  + " carry it out in ..act..");

  /** Wiring is found in one place. */
  @ArchTest
  public static final ArchRule CONFIGURATION_ONLY_IN_INFRA =
      noClasses()
          .that()
          .resideOutsideOfPackage("..infra..")
          .should()
          .beAnnotatedWith("org.springframework.context.annotation.Configuration")
          .because(
              "wiring is read as one chapter: move the class to the service's ..infra.. package");

  /** What an object needs is in its constructor. */
  @ArchTest
  public static final ArchRule NO_FIELD_INJECTION =
      noFields()
          .should()
          .beAnnotatedWith("org.springframework.beans.factory.annotation.Autowired")
          .orShould()
          .beAnnotatedWith("org.springframework.beans.factory.annotation.Value")
          .orShould()
          .beAnnotatedWith("jakarta.inject.Inject")
          .orShould()
          .beAnnotatedWith("jakarta.annotation.Resource")
          .allowEmptyShould(true)
          .because("a hidden need cannot be given by a test: take it as a constructor parameter");

  private BoundaryRules() {}

  private static SliceAssignment services() {
    return new SliceAssignment() {
      @Override
      public SliceIdentifier getIdentifierOf(JavaClass type) {
        String name = type.getPackageName();
        if (!name.startsWith(ROOT)) return SliceIdentifier.ignore();
        String module = name.substring(ROOT.length()).split("\\.", 2)[0];
        return SERVICES.contains(module) ? SliceIdentifier.of(module) : SliceIdentifier.ignore();
      }

      @Override
      public String getDescription() {
        return "the services " + SERVICES;
      }
    };
  }
}
