package dev.fovea.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class SpellingTest {
  private static final List<String> MODELS = List.of("resnet18", "resnet34", "small", "vgg11");

  @Test
  void namesTheWordThatWasMeant() {
    assertEquals("; did you mean resnet18?", Spelling.hint("resent18", MODELS));
    assertEquals("; did you mean resnet34?", Spelling.hint("ResNet-34", MODELS));
    assertEquals("; did you mean small?", Spelling.hint("smal", MODELS));
  }

  @Test
  void staysSilentWhenNothingIsNear() {
    assertEquals("", Spelling.hint("transformer", MODELS));
    assertEquals("", Spelling.hint("x", List.of()));
  }

  @Test
  void countsASwapOfNeighboursAsOneEdit() {
    assertEquals(1, Spelling.edits("resent", "resnet"));
    assertEquals(3, Spelling.edits("kitten", "sitting"));
    assertEquals(4, Spelling.edits("", "conv"));
  }
}
