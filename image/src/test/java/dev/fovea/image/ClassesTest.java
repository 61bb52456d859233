package dev.fovea.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;

class ClassesTest {
  @Test
  void keepsTheOrderAndFinds() {
    var classes = Classes.of("cat", "dog");
    assertEquals(2, classes.size());
    assertEquals("dog", classes.name(1));
    assertEquals(1, classes.find("dog"));
    assertEquals(-1, classes.find("cow"));
  }

  @Test
  void refusesDoublesBlanksAndNothing() {
    assertEquals(
        "classes: the name 'cat' stands twice; names must differ",
        assertThrows(IllegalArgumentException.class, () -> Classes.of("cat", "cat")).getMessage());
    assertEquals(
        "classes: name 1 is blank; give every class a name",
        assertThrows(IllegalArgumentException.class, () -> Classes.of("cat", " ")).getMessage());
    assertEquals(
        "classes: expected at least one name, got none",
        assertThrows(IllegalArgumentException.class, () -> new Classes(List.of())).getMessage());
  }
}
