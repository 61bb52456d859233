package dev.fovea.cli;

import dev.fovea.project.use.Doctor;
import dev.fovea.project.use.Finding;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Looks whether all is there. */
@Command(
    name = "doctor",
    header = "Looks whether this machine has all, and says what to do.",
    description = "The exit code is 1 where something needed is missing.",
    customSynopsis = "fovea doctor")
final class DoctorCommand implements Callable<Integer> {
  private final Screen screen;

  DoctorCommand(Screen screen) {
    this.screen = screen;
  }

  @Override
  public Integer call() {
    List<Finding> findings = Doctor.findings();
    findings.forEach(finding -> FindingLines.of(finding).forEach(screen.out()::println));
    boolean missing = findings.stream().anyMatch(f -> f.state() == Finding.State.MISSING);
    screen.next(screen.out(), missing ? "fovea doctor" : "fovea demo");
    return missing ? Sentence.FAILED : Sentence.DONE;
  }
}
