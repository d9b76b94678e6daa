package dev.midnight.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaPackage;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;

/** The walls between the rooms: who may import whom. */
class RoomTests {

  private static final String ROOT = "dev.midnight";

  /** What every room may use; the last are annotations that only the compiler reads. */
  private static final List<String> EVERYWHERE =
      List.of("java..", "org.jspecify..", "org.slf4j..", "com.google.errorprone.annotations..");

  /**
   * What a room may import beside {@link #EVERYWHERE} and itself; a room that is not here fails.
   */
  private static final Map<String, List<String>> MAY_IMPORT = new LinkedHashMap<>();

  static {
    room("", "org.springframework.scheduling.support");
    room("spi", ROOT);
    room("table", ROOT, "com.sun.management");
    room("miss", ROOT, "dev.midnight.spi");
    room("advice", ROOT, "dev.midnight.spi");
    room("publish", ROOT, "dev.midnight.spi", "dev.midnight.table");
    room("write", ROOT, "dev.midnight.spi", "dev.midnight.publish", "dev.midnight.table");
    room(
        "refresh",
        ROOT,
        "dev.midnight.spi",
        "dev.midnight.publish",
        "dev.midnight.table",
        "com.sun.management");
    room(
        "generations",
        ROOT,
        "dev.midnight.spi",
        "dev.midnight.publish",
        "dev.midnight.refresh",
        "dev.midnight.table");
    room(
        "engine",
        ROOT,
        "dev.midnight.advice",
        "dev.midnight.generations",
        "dev.midnight.spi",
        "dev.midnight.publish",
        "dev.midnight.refresh",
        "dev.midnight.table",
        "dev.midnight.write",
        "dev.midnight.miss");
    room("test", ROOT, "dev.midnight.engine", "dev.midnight.spi");
    adapter("quartz", "org.quartz..");
    adapter("caffeine", "com.github.benmanes.caffeine..");
    adapter("resilience4j", "io.github.resilience4j..");
    adapter("disk", "com.github.luben.zstd..");
    adapter("jackson", "tools.jackson..", "com.fasterxml.jackson.annotation");
    adapter("springcache", "org.springframework..");
    adapter("micrometer", "io.micrometer..");
    adapter("observation", "io.micrometer.observation..", "io.micrometer.common..");
    adapter("propagation", "io.micrometer.context..");
    adapter("jfr", "jdk.jfr..");
    adapter("actuate", "org.springframework..", "com.fasterxml.jackson.annotation");
    adapter(
        "console",
        "org.springframework..",
        "jakarta.servlet..",
        "com.fasterxml.jackson.annotation",
        "tools.jackson.databind..");
    room(
        "autoconfigure",
        "dev.midnight..",
        "org.springframework..",
        "org.quartz..",
        "com.github.luben.zstd..",
        "tools.jackson..",
        "io.micrometer..",
        "com.github.benmanes.caffeine..",
        "io.github.resilience4j..",
        "org.aopalliance..",
        "tools.jackson.databind..",
        "javax.lang.model..");
  }

  private static final JavaClasses CLASSES =
      new ClassFileImporter()
          .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
          .importPackages(ROOT);

  private static void room(String name, String... imports) {
    MAY_IMPORT.put(name.isEmpty() ? ROOT : ROOT + "." + name, List.of(imports));
  }

  private static void adapter(String name, String... library) {
    List<String> imports = new ArrayList<>(List.of(ROOT, "dev.midnight.spi"));
    imports.addAll(List.of(library));
    room(name, imports.toArray(String[]::new));
  }

  static Stream<String> rooms() {
    return roomsOf(CLASSES).stream();
  }

  private static List<String> roomsOf(JavaClasses classes) {
    List<String> rooms = new ArrayList<>();
    JavaPackage root = classes.getPackage(ROOT);
    rooms.add(ROOT);
    root.getSubpackages().forEach(room -> rooms.add(room.getName()));
    return rooms;
  }

  @Test
  void everyRoomIsInThePlan() {
    assertThat(rooms()).isSubsetOf(MAY_IMPORT.keySet());
  }

  @ParameterizedTest
  @MethodSource("rooms")
  void aRoomImportsWhatThePlanSaysAndNothingElse(String room) {
    List<String> allowed = new ArrayList<>(EVERYWHERE);
    allowed.add(wholeOf(room));
    allowed.addAll(MAY_IMPORT.getOrDefault(room, List.of()));
    classes()
        .that()
        .resideInAPackage(wholeOf(room))
        .should()
        .onlyDependOnClassesThat(in(allowed))
        .check(CLASSES);
  }

  /** The root is a room of its own; every other room is one with the packages below it. */
  private static String wholeOf(String room) {
    return room.equals(ROOT) ? room : room + "..";
  }

  private static DescribedPredicate<JavaClass> in(List<String> packages) {
    return JavaClass.Predicates.resideInAnyPackage(packages.toArray(String[]::new))
        .or(DescribedPredicate.describe("is a primitive", RoomTests::isPrimitive))
        .as("in " + packages);
  }

  private static boolean isPrimitive(JavaClass type) {
    return type.getBaseComponentType().isPrimitive();
  }

  @Test
  void roomsDoNotImportEachOtherInACircle() {
    slices().matching("dev.midnight.(*)..").should().beFreeOfCycles().check(CLASSES);
  }

  @Test
  void nobodyImportsAutoConfiguration() {
    noClasses()
        .that()
        .resideOutsideOfPackage("dev.midnight.autoconfigure..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("dev.midnight.autoconfigure..")
        .check(CLASSES);
  }

  @Test
  void everyRoomSaysWhatItIsFor() throws IOException {
    for (String room : roomsOf(CLASSES)) {
      assertThat(CLASSES.getPackage(room).isAnnotatedWith(NullMarked.class)).as(room).isTrue();
      Path info = Path.of("src/main/java", room.replace('.', '/'), "package-info.java");
      assertThat(Files.readString(info).replaceAll("[\\s*]+", " "))
          .as(room)
          .containsIgnoringCase("imports ");
    }
  }

  /**
   * Of a method, Spring reads it with the class itself, and warns at each start where it is absent.
   */
  @Test
  void conditionOfABeanMethodOnAClassIsByName() {
    assertThat(CLASSES.stream().flatMap(type -> type.getMethods().stream()))
        .filteredOn(
            method ->
                method
                    .tryGetAnnotationOfType(ConditionalOnClass.class)
                    .filter(condition -> condition.value().length > 0)
                    .isPresent())
        .isEmpty();
  }

  @Test
  void stateIsNeverPublic() {
    fields().that().arePublic().should().beFinal().check(CLASSES);
  }

  @Test
  void thePlanHasNoRoomThatDoesNotExist() {
    assertThat(MAY_IMPORT.keySet().stream().filter(this::isMissing)).isEmpty();
  }

  private boolean isMissing(String room) {
    return !CLASSES.containPackage(room);
  }
}
