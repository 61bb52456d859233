package dev.fovea.project.use;

import dev.fovea.torch.Processor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Looks whether this machine has what Fovea needs, and says what to do about what is missing. */
public final class Doctor {
  private Doctor() {}

  /** Everything that was looked at: machine, native libraries, folders, fonts, settings. */
  public static List<Finding> findings() {
    var all = new ArrayList<Finding>();
    all.add(MachineCheck.java());
    all.add(MachineCheck.system());
    all.add(MachineCheck.processor(Processor.here()));
    all.add(MachineCheck.memory());
    all.add(FolderCheck.cache());
    all.add(NativeCheck.libtorch());
    all.add(NativeCheck.opencv());
    all.add(NativeCheck.cuda());
    all.add(FolderCheck.folder("Working folder", Path.of("").toAbsolutePath()));
    all.add(FolderCheck.folder("Temp folder", Path.of(System.getProperty("java.io.tmpdir"))));
    all.add(FontCheck.font());
    all.addAll(SettingCheck.settings(Map.copyOf(System.getenv())));
    return List.copyOf(all);
  }
}
