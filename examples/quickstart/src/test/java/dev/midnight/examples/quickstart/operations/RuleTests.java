package dev.midnight.examples.quickstart.operations;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The rules by their own tests, and by the runbook that they speak for. */
class RuleTests {

  private static final Path RUNBOOK = Configs.path("../src/docs/runbook.md");
  private static final String ALERTS = Configs.read("prometheus/rules/midnight-alerts.yml");

  /** An alert's name, its mend over some lines, and its place in the runbook. */
  private static final Pattern ALERT =
      Pattern.compile(
          "- alert: (\\w+)\\n.*?mend: >-\\n(.*?) +runbook: src/docs/runbook\\.md#(\\w+)",
          Pattern.DOTALL);

  @Test
  void everyRulePassesItsTestsAndEveryAlertHasOne() throws Exception {
    assertThat(run("promtool", "check", "config", "prometheus/prometheus.yml")).contains("SUCCESS");
    assertThat(run("promtool", "test", "rules", "prometheus/tests/midnight-alerts-test.yml"))
        .contains("SUCCESS");
    assertThat(run("amtool", "check-config", "alertmanager/alertmanager.yml")).contains("SUCCESS");
  }

  @Test
  void everyAlertHasTestsOfFiringAndOfSilence() {
    String tests = Configs.read("prometheus/tests/midnight-alerts-test.yml");
    for (String alert : names(ALERTS)) {
      assertThat(tests)
          .containsPattern("alertname: " + alert + "\\n +exp_alerts: \\[\\]")
          .containsPattern("alertname: " + alert + "\\n +exp_alerts:\\n");
    }
  }

  @Test
  void everyAlertSaysTheMendOfItsEntryInTheRunbook() throws IOException {
    String runbook = Files.readString(RUNBOOK);
    List<MatchResult> alerts = ALERT.matcher(ALERTS).results().toList();
    assertThat(alerts).hasSameSizeAs(names(ALERTS)).isNotEmpty();
    for (MatchResult alert : alerts) {
      assertThat(alert.group(3)).isEqualToIgnoringCase(alert.group(1));
      assertThat(oneLine(section(runbook, alert.group(1)))).contains(oneLine(alert.group(2)));
    }
  }

  private static List<String> names(String rules) {
    return Pattern.compile("- alert: (\\w+)")
        .matcher(rules)
        .results()
        .map(found -> found.group(1))
        .toList();
  }

  private static String section(String runbook, String alert) {
    int start = runbook.indexOf("\n## " + alert + "\n");
    assertThat(start).as("entry of %s in the runbook", alert).isNotNegative();
    int end = runbook.indexOf("\n## ", start + 1);
    return runbook.substring(start, end < 0 ? runbook.length() : end);
  }

  private static String oneLine(String text) {
    return text.strip().replaceAll("\\s+", " ");
  }

  private static String run(String program, String... arguments) throws Exception {
    Path found = ServerProcess.find(program).orElse(null);
    Assumptions.assumeTrue(
        found != null, "SKIPPED: rules are not tested without " + program + " on the path");
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .directory(Configs.path("").toFile())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
    return output;
  }
}
