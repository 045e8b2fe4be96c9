package io.lyceum.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Each module imports only the modules that the design allows it to. */
class DependencyDirectionTest {

  /** Root package of a module, and those of our modules that it may import. */
  private static final Map<String, Set<String>> ALLOWED =
      Map.ofEntries(
          Map.entry("ledger", Set.of()),
          Map.entry("pool", Set.of("ledger")),
          Map.entry("consensus", Set.of("ledger")),
          Map.entry("network", Set.of("ledger")),
          Map.entry("contracts", Set.of()),
          Map.entry("genesis", Set.of("contracts", "ledger", "network")),
          Map.entry("learner", Set.of("contracts", "genesis", "network", "ledger")),
          Map.entry("verification", Set.of("learner", "contracts", "genesis", "network", "ledger")),
          Map.entry(
              "api", Set.of("ledger", "pool", "consensus", "network", "verification", "learner")),
          Map.entry(
              "authority",
              Set.of(
                  "ledger",
                  "pool",
                  "consensus",
                  "network",
                  "contracts",
                  "genesis",
                  "learner",
                  "verification",
                  "api")));

  private static JavaClasses classes;

  @BeforeAll
  static void readClasses() {
    classes =
        new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.lyceum");
  }

  @TestFactory
  Stream<DynamicTest> aModuleImportsOnlyWhatItMay() {
    return ALLOWED.keySet().stream()
        .sorted()
        .map(module -> DynamicTest.dynamicTest(module, () -> check(module)));
  }

  private static void check(String module) {
    Set<String> forbidden = new TreeSet<>(ALLOWED.keySet());
    forbidden.add("cli");
    forbidden.remove(module);
    forbidden.removeAll(ALLOWED.get(module));
    List<String> packages = new ArrayList<>();
    forbidden.forEach(name -> packages.add("io.lyceum." + name + ".."));
    noClasses()
        .that()
        .resideInAPackage("io.lyceum." + module + "..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage(packages.toArray(String[]::new))
        .check(classes);
  }

  @Test
  void theLedgerAndTheConsensusKnowNoNetworkAndNoClock() {
    noClasses()
        .that()
        .resideInAnyPackage("io.lyceum.ledger..", "io.lyceum.consensus..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.net..", "io.grpc..", "io.helidon..")
        .orShould()
        .callMethod(System.class, "currentTimeMillis")
        .orShould()
        .callMethod(System.class, "nanoTime")
        .orShould()
        .callMethod(java.time.Instant.class, "now")
        .check(classes);
  }

  @Test
  void theConsensusStartsNoThread() {
    noClasses()
        .that()
        .resideInAPackage("io.lyceum.consensus..")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("java.util.concurrent", "org.rocksdb..")
        .orShould()
        .dependOnClassesThat()
        .belongToAnyOf(Thread.class)
        .check(classes);
  }

  @Test
  void modulesFormNoCycle() {
    SlicesRuleDefinition.slices()
        .matching("io.lyceum.(*)..")
        .should()
        .beFreeOfCycles()
        .check(classes);
  }
}
