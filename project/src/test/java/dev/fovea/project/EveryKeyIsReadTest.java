package dev.fovea.project;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.MemberRefEntry;
import java.lang.reflect.RecordComponent;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A key of the recipe that no class of this room reads would promise what nobody does. */
class EveryKeyIsReadTest {
  @Test
  void ofTrain() throws IOException, URISyntaxException {
    Set<String> read = read(TrainRecipe.class);
    List<String> unread =
        Arrays.stream(TrainRecipe.class.getRecordComponents())
            .map(RecordComponent::getName)
            .filter(name -> !read.contains(name))
            .toList();
    assertEquals(List.of(), unread);
  }

  /** The methods of a record that other classes call. */
  private static Set<String> read(Class<?> record) throws IOException, URISyntaxException {
    Path classes = Path.of(record.getProtectionDomain().getCodeSource().getLocation().toURI());
    String owner = record.getName().replace('.', '/');
    var read = new HashSet<String>();
    try (var files = Files.walk(classes)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".class")).toList()) {
        var parsed = ClassFile.of().parse(file);
        if (parsed.thisClass().asInternalName().equals(owner)) continue;
        parsed
            .constantPool()
            .forEach(entry -> {
              if (entry instanceof MemberRefEntry ref && ref.owner().asInternalName().equals(owner))
                read.add(ref.name().stringValue());
            });
      }
    }
    return read;
  }
}
