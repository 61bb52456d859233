package dev.fovea.project.use;

import dev.fovea.fetch.Settings;
import dev.fovea.graph.Spelling;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The environment variables that Fovea reads. */
final class SettingCheck {
  private static final List<String> KNOWN =
      Stream.concat(
              Stream.of("FOVEA_DEBUG", "FOVEA_JAVA_HOME", "FOVEA_OPTS"),
              Settings.VARIABLES.stream())
          .toList();

  private SettingCheck() {}

  static List<Finding> settings(Map<String, String> environment) {
    var findings = new ArrayList<Finding>();
    new TreeMap<>(environment)
        .forEach((name, value) -> {
          if (!name.startsWith("FOVEA_")) return;
          String found = name + "=" + value;
          findings.add(
              KNOWN.contains(name)
                  ? Finding.ok("Setting", found)
                  : Finding.warning(
                      "Setting", found, "There is no such setting" + Spelling.hint(name, KNOWN)));
        });
    if (findings.isEmpty())
      findings.add(Finding.ok("Settings", "none set (" + String.join(", ", KNOWN) + ")"));
    return findings;
  }
}
