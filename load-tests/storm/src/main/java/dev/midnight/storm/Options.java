package dev.midnight.storm;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The command line, read: names of commands, {@code --quick} and {@code --name=value}. */
record Options(List<String> names, Map<String, String> values, boolean quick) {

  Options {
    names = List.copyOf(names);
    values = Map.copyOf(values);
  }

  static Options of(String... arguments) {
    List<String> names = new ArrayList<>();
    Map<String, String> values = new HashMap<>();
    for (String argument : arguments) {
      int equals = argument.indexOf('=');
      if (argument.startsWith("--") && equals > 0) {
        values.put(argument.substring(2, equals), argument.substring(equals + 1));
      } else if (!argument.equals("--quick")) {
        names.add(argument);
      }
    }
    return new Options(names, values, List.of(arguments).contains("--quick"));
  }

  /** The commands to run, of those that there are. */
  List<String> commands(List<String> all) {
    List<String> wanted = names.isEmpty() || names.equals(List.of("all")) ? all : names;
    for (String name : wanted) {
      if (!all.contains(name)) {
        throw new IllegalArgumentException(
            "There is no command '%s', so nothing is run. Name some of %s, or all."
                .formatted(name, all));
      }
    }
    return wanted;
  }

  /** The options as they were given, to print how to measure again. */
  String line() {
    StringBuilder line = new StringBuilder(quick ? "--quick" : "");
    new TreeMap<>(values)
        .forEach((name, value) -> line.append(" --").append(name).append('=').append(value));
    return line.toString().strip();
  }

  String text(String name, String otherwise) {
    return values.getOrDefault(name, otherwise);
  }

  int number(String name, int quickly, int fully) {
    String value = values.get(name);
    return value == null ? (quick ? quickly : fully) : Integer.parseInt(value);
  }

  /** Several numbers, with commas between them. */
  List<Integer> numbers(String name, List<Integer> quickly, List<Integer> fully) {
    String value = values.get(name);
    if (value == null) {
      return quick ? quickly : fully;
    }
    return List.of(value.split(",", -1)).stream().map(Integer::valueOf).toList();
  }

  /** A duration in seconds, or in the form {@code PT10M}. */
  Duration duration(String name, Duration otherwise) {
    String value = values.get(name);
    if (value == null) {
      return otherwise;
    }
    return value.startsWith("P")
        ? Duration.parse(value)
        : Duration.ofSeconds(Long.parseLong(value));
  }
}
