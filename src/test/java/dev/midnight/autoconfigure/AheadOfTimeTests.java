package dev.midnight.autoconfigure;

import static org.assertj.core.api.Assertions.assertThat;

import dev.midnight.sample.SampleApplication;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.SpringApplicationAotProcessor;

class AheadOfTimeTests {

  private static final String CLASS_PATH = System.getProperty("java.class.path");
  private static final String EXPECTED =
      "towns=Town[code=X, name=Xanten] regions=[Town[code=X, name=Xanten]] rows=5 label=all group=5";

  private static final List<String> PROPERTIES =
      List.of(
          "--server.port=0",
          "--spring.main.banner-mode=off",
          "--midnight.groups.both.caches=towns,rows");

  @SuppressWarnings("NullAway.Init")
  @TempDir
  Path directory;

  @Test
  void applicationWithPrivateTypesRunsFromGeneratedCode() throws Exception {
    Path sources = directory.resolve("sources");
    Path resources = directory.resolve("resources");
    Path classes = directory.resolve("classes");
    run(
        List.of("-cp", CLASS_PATH, SpringApplicationAotProcessor.class.getName()),
        List.of(
            SampleApplication.class.getName(),
            sources.toString(),
            resources.toString(),
            classes.toString(),
            "sample",
            "sample"));
    compile(sources, classes);
    String classPath = String.join(File.pathSeparator, "" + classes, "" + resources, CLASS_PATH);
    assertThat(
            run(
                List.of(
                    "-Dspring.aot.enabled=true",
                    "-cp",
                    classPath,
                    SampleApplication.class.getName()),
                PROPERTIES))
        .contains("generated=true " + EXPECTED);
  }

  @Test
  void theSameApplicationRunsWithoutGeneratedCode() throws Exception {
    assertThat(run(List.of("-cp", CLASS_PATH, SampleApplication.class.getName()), PROPERTIES))
        .contains("generated=false " + EXPECTED);
  }

  /** In a process of its own: generated code is found by the class loader of the application. */
  private String run(List<String> options, List<String> arguments)
      throws IOException, InterruptedException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx256m", "-XX:TieredStopAtLevel=1"));
    command.addAll(options);
    command.addAll(arguments);
    Path output = directory.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    int exit = process.waitFor();
    String text = Files.readString(output);
    assertThat(exit).as(text).isZero();
    return text;
  }

  private static void compile(Path sources, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Files.createDirectories(classes);
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null);
        Stream<Path> found = Files.walk(sources)) {
      List<Path> units = found.filter(file -> file.toString().endsWith(".java")).toList();
      List<String> options =
          List.of("-d", classes.toString(), "-cp", classes + File.pathSeparator + CLASS_PATH);
      boolean compiled =
          compiler
              .getTask(null, files, null, options, null, files.getJavaFileObjectsFromPaths(units))
              .call();
      assertThat(compiled).isTrue();
    }
  }
}
