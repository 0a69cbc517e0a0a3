package io.pgcause.e2e;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.Date;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.NullMarked;

/** The rules of the house over the main classes of all modules. None has exceptions on file. */
@AnalyzeClasses(
    packages = "io.pgcause",
    importOptions = {ImportOption.DoNotIncludeTests.class, ArchitectureTest.NoTestJars.class})
class ArchitectureTest {

  /** The few places where a process takes its clock; everything else is given one. */
  private static final DescribedPredicate<JavaClass> WIRING =
      nameMatching("io\\.pgcause\\.(agent\\.AgentDaemon|bridge\\.Bridge|demo\\.DemoMain)(\\$.*)?")
          .<JavaClass>forSubtype()
          .as("the clock's wiring");

  /** Fixtures of other modules come as jars. */
  static final class NoTestJars implements ImportOption {
    @Override
    public boolean includes(Location location) {
      return !location.contains("-tests.jar");
    }
  }

  @ArchTest
  static final ArchRule modulesDependOneWay =
      layeredArchitecture()
          .consideringOnlyDependenciesInLayers()
          .layer("wire")
          .definedBy("io.pgcause.wire..")
          .layer("sampling")
          .definedBy("io.pgcause.sampling..")
          .layer("agent")
          .definedBy("io.pgcause.agent..")
          .layer("bridge")
          .definedBy("io.pgcause.bridge..")
          .layer("rules")
          .definedBy("io.pgcause.rules..")
          .layer("sql")
          .definedBy("io.pgcause.sql..")
          .layer("broker")
          .definedBy("io.pgcause.broker..")
          .layer("pulsar")
          .definedBy("io.pgcause.pulsar..")
          .layer("flow")
          .definedBy("io.pgcause.flow..")
          .layer("demo")
          .definedBy("io.pgcause.demo..")
          .whereLayer("wire")
          .mayNotAccessAnyLayer()
          .whereLayer("sampling")
          .mayOnlyAccessLayers("wire")
          .whereLayer("agent")
          .mayOnlyAccessLayers("sampling", "wire")
          .whereLayer("bridge")
          .mayOnlyAccessLayers("wire")
          .whereLayer("rules")
          .mayOnlyAccessLayers("wire")
          .whereLayer("sql")
          .mayOnlyAccessLayers("wire")
          .whereLayer("broker")
          .mayNotAccessAnyLayer()
          .whereLayer("pulsar")
          .mayOnlyAccessLayers("wire")
          .whereLayer("flow")
          .mayOnlyAccessLayers("wire", "rules", "sql", "pulsar")
          .whereLayer("demo")
          .mayNotBeAccessedByAnyLayer()
          .ensureAllClassesAreContainedInArchitecture();

  @ArchTest
  static final ArchRule wireNeedsOnlyTheJdkAndZstd =
      classes()
          .that()
          .resideInAPackage("io.pgcause.wire..")
          .should()
          .onlyDependOnClassesThat()
          .resideInAnyPackage(
              "io.pgcause.wire..", "java..", "com.github.luben.zstd..", "org.jspecify..");

  @ArchTest
  static final ArchRule stagesMeetOnlyInTheTopology =
      slices()
          .matching("io.pgcause.flow.(ingest|dedup|rate|rollup|anomaly|causality|store)..")
          .should()
          .notDependOnEachOther();

  @ArchTest
  static final ArchRule stagesDoNotKnowTheJob =
      noClasses()
          .that()
          .resideInAPackage("io.pgcause.flow..")
          .and()
          .resideOutsideOfPackage("io.pgcause.flow.job..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("io.pgcause.flow.job..");

  @ArchTest
  static final ArchRule eventsAndKeyedStateKnowNoStage =
      noClasses()
          .that()
          .resideInAnyPackage("io.pgcause.flow.event..", "io.pgcause.flow.keyed..")
          .should()
          .dependOnClassesThat(
              resideInAnyPackage("io.pgcause.flow..")
                  .and(
                      not(
                          resideInAnyPackage(
                              "io.pgcause.flow.event..", "io.pgcause.flow.keyed.."))));

  @ArchTest
  static final ArchRule onlyStoreTouchesTheDatabase =
      noClasses()
          .that()
          .resideInAPackage("io.pgcause.flow..")
          .and()
          .resideOutsideOfPackage("io.pgcause.flow.store..")
          .should()
          .dependOnClassesThat()
          .resideInAnyPackage(
              "java.sql..",
              "javax.sql..",
              "org.postgresql..",
              "org.apache.flink.connector.jdbc..",
              "io.pgcause.sql..");

  @ArchTest
  static final ArchRule onlyTheJobTouchesTheEnvironment =
      noClasses()
          .that()
          .resideInAPackage("io.pgcause.flow..")
          .and()
          .resideOutsideOfPackage("io.pgcause.flow.job..")
          .should()
          .dependOnClassesThat()
          .haveSimpleName("StreamExecutionEnvironment");

  @ArchTest
  static final ArchRule rulesAreFreeOfFlink =
      noClasses()
          .that()
          .resideInAPackage("io.pgcause.rules..")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.flink..");

  @ArchTest
  static final ArchRule statisticsAreFreeOfFlink =
      noClasses()
          .that()
          .haveNameMatching(
              "io\\.pgcause\\.flow\\..*"
                  + "\\.(RobustBaseline|RobustZDetector|SeriesValues|MinuteStatistics)")
          .should()
          .dependOnClassesThat()
          .resideInAPackage("org.apache.flink..");

  @ArchTest
  static final ArchRule chanceIsSeeded =
      noClasses()
          .should()
          .callConstructor(Random.class)
          .orShould()
          .callMethod(Math.class, "random")
          .because("a run that went wrong must be repeatable");

  @ArchTest
  static final ArchRule nobodyAsksTheSystemForTheTime =
      noClasses()
          .should()
          .callMethod(System.class, "currentTimeMillis")
          .orShould()
          .callMethod(Instant.class, "now")
          .orShould()
          .callMethod(LocalDate.class, "now")
          .orShould()
          .callMethod(LocalDateTime.class, "now")
          .orShould()
          .callMethod(OffsetDateTime.class, "now")
          .orShould()
          .callMethod(ZonedDateTime.class, "now")
          .orShould()
          .callConstructor(Date.class)
          .because("time comes from a java.time.Clock that a test can set");

  @ArchTest
  static final ArchRule clocksAreMadeWhereProcessesAreWired =
      noClasses()
          .that(not(WIRING))
          .should()
          .callMethod(Clock.class, "systemUTC")
          .orShould()
          .callMethod(Clock.class, "systemDefaultZone");

  @ArchTest
  static final ArchRule nothingIsNamedAfterADrawer =
      noClasses().should().haveNameMatching(".*(Utils?|Helper|Manager|Common|Impl)(\\$.*)?");

  @ArchTest
  static void everyPackageIsNullMarked(JavaClasses classes) {
    List<String> unmarked =
        classes.getPackage("io.pgcause").getSubpackagesInTree().stream()
            .filter(each -> !each.getClasses().isEmpty())
            .filter(each -> !each.isAnnotatedWith(NullMarked.class))
            .map(JavaPackage::getName)
            .toList();
    assertThat(unmarked).as("packages without @NullMarked in their package-info").isEmpty();
  }
}
