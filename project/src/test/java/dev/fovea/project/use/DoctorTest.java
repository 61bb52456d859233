package dev.fovea.project.use;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.project.use.Finding.State;
import dev.fovea.torch.Processor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {
  @TempDir Path box;

  @Test
  void processorsSayWhatTheyCan() throws Exception {
    Path info =
        Files.writeString(
            box.resolve("cpuinfo"),
            "processor\t: 0\nflags\t\t: fpu avx2 avx512f avx512_bf16 amx_tile amx_bf16\n");
    String cores = Runtime.getRuntime().availableProcessors() == 1 ? " core " : " cores ";
    assertTrue(
        MachineCheck.processor(Processor.of(info))
            .found()
            .endsWith(cores + "with AVX2, AVX-512, bf16, AMX"),
        MachineCheck.processor(Processor.of(info)).found());
    Path none = box.resolve("nothing");
    assertEquals(State.OK, MachineCheck.processor(Processor.of(none)).state());
  }

  @Test
  void aSettingThatIsMisspeltIsNamed() {
    List<Finding> findings =
        SettingCheck.settings(Map.of("FOVEA_OPTS", "-Xmx8g", "FOVEA_DEBUGG", "1", "HOME", "/"));
    assertEquals(
        List.of(
            new Finding(
                State.WARNING,
                "Setting",
                "FOVEA_DEBUGG=1",
                "There is no such setting; did you mean FOVEA_DEBUG?"),
            new Finding(State.OK, "Setting", "FOVEA_OPTS=-Xmx8g", "")),
        findings);
  }

  @Test
  void aFolderThatIsNotThereIsMissing() {
    Finding finding = FolderCheck.folder("Working folder", box.resolve("no"));
    assertEquals(State.MISSING, finding.state());
    assertEquals("It cannot be written: change its permissions.", finding.todo());
  }

  @Test
  void everythingIsLookedAt() {
    List<String> names = Doctor.findings().stream().map(Finding::name).distinct().toList();
    for (String name :
        List.of("Java", "System", "Processor", "Memory", "Native cache", "libtorch", "OpenCV"))
      assertTrue(names.contains(name), name + " in " + names);
    assertTrue(names.containsAll(List.of("CUDA", "Working folder", "Temp folder", "Font")));
  }
}
