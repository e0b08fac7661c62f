package io.weir.architecture;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;

/** What decides, folds or renders is a function of its arguments. */
public final class PurityRules {
  /** Deciders, states, projectors, reconcilers, and what is in a package for deciding. */
  private static final DescribedPredicate<JavaClass> CORE =
      resideInAPackage("io.weir..")
          .and(
              resideInAnyPackage("..decide..", "..render..")
                  .or(nameMatching(".*(Decider|State|Projector|Reconciler)")))
          .as("deciders, states, projectors, reconcilers and what is in ..decide.. or ..render..");

  private static final DescribedPredicate<JavaClass> VALUES =
      resideInAnyPackage(
              // A JSON tree is a value.
              "java..", "tools.jackson..", "io.weir.events..")
          .and(DescribedPredicate.not(resideInAnyPackage("java.io..", "java.net..", "java.sql..")))
          .and(
              DescribedPredicate.not(
                  nameMatching(
                      "java\\.time\\.(Clock|InstantSource)|java\\.util\\.Random"
                          + "|java\\.util\\.concurrent\\.ThreadLocalRandom"
                          + "|java\\.util\\.logging\\..*|java\\.nio\\.file\\.Files")))
          // A URI is a value, and every record and lambda names these two.
          .or(nameMatching("java\\.net\\.URI|java\\.io\\.Serializable"));

  /** Kubernetes' object model without its client: a manifest is a value too. */
  private static final DescribedPredicate<JavaClass> MANIFESTS =
      resideInAnyPackage(
          "io.fabric8.kubernetes.api.model..", "io.fabric8.kubernetes.api.builder..");

  /** The core sees values only. */
  @ArchTest
  public static final ArchRule THE_CORE_SEES_VALUES_ONLY =
      classes()
          .that(CORE)
          .should(seeValuesOnly())
          .allowEmptyShould(true)
          .because(
              "deciding returns a value and takes values: observe before, act after, and pass what was"
                  + " seen as an argument (ports belong to ..kube.., ..flink.., ..act.. or ..api..)");

  /** The core asks nobody for the time, an id or a setting. */
  @ArchTest
  public static final ArchRule THE_CORE_ASKS_NOBODY =
      classes()
          .that(CORE)
          .should(callNothingAmbient())
          .allowEmptyShould(true)
          .because(
              "the same arguments must give the same answer, live and in a replay: take time, ids and"
                  + " settings as parameters");

  private PurityRules() {}

  private static ArchCondition<JavaClass> seeValuesOnly() {
    return new ArchCondition<>(
        "depend only on their own package, other core classes, io.weir.events and Java's values") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
          JavaClass seen = dependency.getTargetClass().getBaseComponentType();
          boolean allowed =
              seen.isPrimitive()
                  || seen.getPackageName().equals(type.getPackageName())
                  || CORE.test(seen)
                  || VALUES.test(seen)
                  || (MANIFESTS.test(seen) && type.getPackageName().contains(".render"));
          if (!allowed)
            events.add(SimpleConditionEvent.violated(type, dependency.getDescription()));
        }
      }
    };
  }

  private static ArchCondition<JavaClass> callNothingAmbient() {
    return new ArchCondition<>("not ask for the time, randomness, a new id or a system setting") {
      @Override
      public void check(JavaClass type, ConditionEvents events) {
        for (JavaAccess<?> access : type.getAccessesFromSelf()) {
          if (isAmbient(access))
            events.add(SimpleConditionEvent.violated(type, access.getDescription()));
        }
      }
    };
  }

  private static boolean isAmbient(JavaAccess<?> access) {
    String owner = access.getTargetOwner().getName();
    String member = access.getName();
    return owner.startsWith("java.time.") && member.equals("now")
        || owner.equals("java.util.UUID") && member.equals("randomUUID")
        || owner.equals("java.lang.Math") && member.equals("random")
        || owner.equals("java.lang.System") && !member.equals("arraycopy")
        || owner.equals("java.lang.Thread");
  }
}
