package dev.segue;

import static com.tngtech.archunit.core.domain.JavaAccess.Predicates.target;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.equivalentTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.core.domain.properties.HasOwner.Predicates.With.owner;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Who may use whom. */
class ArchitectureTest {

    private static final List<String> HEART = List.of("event", "timeline", "rule", "membership");

    /** Each package and the packages of ours that it may use. */
    private static final Map<String, List<String>> MAY_USE = new TreeMap<>(Map.ofEntries(
            Map.entry("event", List.of()),
            Map.entry("timeline", List.of("event")),
            Map.entry("rule", List.of("event", "timeline")),
            Map.entry("membership", List.of("event", "timeline", "rule")),
            Map.entry("explain", HEART),
            Map.entry("config", List.of("rule", "timeline", "wire")),
            Map.entry("metric", List.of()),
            Map.entry("wire", with(HEART, "avro")),
            Map.entry("catalog", with(HEART, "wire", "config")),
            Map.entry("assignment", with(HEART, "wire", "config", "metric")),
            Map.entry("assignment.definitions", with(HEART, "wire", "metric")),
            Map.entry("assignment.store", with(HEART, "wire", "metric", "assignment.definitions")),
            Map.entry("assignment.watch", List.of()),
            Map.entry(
                    "assignment.task",
                    with(
                            HEART,
                            "wire",
                            "config",
                            "metric",
                            "assignment.definitions",
                            "assignment.store",
                            "assignment.watch")),
            Map.entry("query", with(HEART, "explain", "avro", "wire", "config", "metric", "catalog")),
            Map.entry("backtest", with(HEART, "wire", "config")),
            Map.entry("replay", with(HEART, "wire", "config")),
            Map.entry("demo", with(HEART, "avro", "wire", "config", "metric", "catalog", "assignment", "query")),
            Map.entry(
                    "cli",
                    with(
                            HEART,
                            "explain",
                            "avro",
                            "wire",
                            "config",
                            "metric",
                            "catalog",
                            "assignment",
                            "query",
                            "backtest",
                            "replay",
                            "demo"))));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .withImportOption(ArchitectureTest::isOurs)
            .importPackages("dev.segue");

    private static boolean isOurs(Location location) {
        return location.contains("/dev/segue/");
    }

    @TestFactory
    Stream<DynamicTest> shouldUseOnlyThePackagesBelowIt() {
        return MAY_USE.entrySet().stream()
                .map(entry -> DynamicTest.dynamicTest(entry.getKey(), () -> {
                    List<String> allowed = with(entry.getValue(), entry.getKey());
                    ArchRule rule = noClasses()
                            .that()
                            .resideInAPackage(ours(entry.getKey()))
                            .should()
                            .dependOnClassesThat(
                                    resideInAnyPackage("dev.segue..").and(resideOutsideOfPackages(packages(allowed))))
                            .allowEmptyShould(true);
                    rule.check(CLASSES);
                }));
    }

    @Test
    void shouldHaveNoPackageThatTheTableDoesNotName() {
        List<String> named = with(List.copyOf(MAY_USE.keySet()), "avro");

        noClasses().should().resideOutsideOfPackages(packages(named)).check(CLASSES);
    }

    @Test
    void shouldKeepTheHeartFreeOfKafkaAvroMetricsAndLogs() {
        noClasses()
                .that()
                .resideInAnyPackage(packages(HEART))
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("org.apache.kafka..", "org.apache.avro..", "io.micrometer..", "org.slf4j..")
                .check(CLASSES);
    }

    @Test
    void shouldReadNoClockInTheHeart() {
        noClasses()
                .that()
                .resideInAnyPackage(packages(HEART))
                .should()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethodWhere(target(owner(equivalentTo(Clock.class))).and(target(nameMatching("(system|tick).*"))))
                .check(CLASSES);
    }

    @Test
    void shouldPrintOnlyFromTheCommandLine() {
        noClasses()
                .that()
                .resideOutsideOfPackages(ours("cli"), ours("avro"))
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(CLASSES);
    }

    private static List<String> with(List<String> names, String... more) {
        List<String> all = new ArrayList<>(names);
        all.addAll(List.of(more));
        return List.copyOf(all);
    }

    private static String ours(String name) {
        return "dev.segue." + name + "..";
    }

    private static String[] packages(List<String> names) {
        return names.stream().map(ArchitectureTest::ours).toArray(String[]::new);
    }
}
