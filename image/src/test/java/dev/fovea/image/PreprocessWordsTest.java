package dev.fovea.image;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PreprocessWordsTest {
  @Test
  void aWordIsTorchvisionsEvaluation() {
    assertEquals(Preprocess.imagenet(256, 224, Kernel.BILINEAR), PreprocessWords.of("imagenet"));
    assertEquals(
        Preprocess.imagenet(320, 288, Kernel.BICUBIC),
        PreprocessWords.of("imagenet, size=288, resize=320, kernel=bicubic"));
  }

  @Test
  void listsAndSingleNumbers() {
    var own = PreprocessWords.of("size=224,resize=256,mean=0.485,0.456,0.406,std=0.229,0.224,.225");
    assertEquals(Preprocess.imagenet(256, 224, Kernel.BILINEAR), own);
    var half = PreprocessWords.of("imagenet,mean=0.5,std=0.25");
    assertEquals(List.of(0.5, 0.5, 0.5), half.numbers().mean());
    assertEquals(List.of(0.25, 0.25, 0.25), half.numbers().deviation());
  }

  @Test
  void whatIsLeftOutIsPlain() {
    assertEquals(
        Preprocess.stretch(1, 28, 28), PreprocessWords.of("size=28,resize=stretch,colours=grey"));
    var plain = PreprocessWords.of("size=32");
    assertEquals(new Resize.Shortest(32, Kernel.BILINEAR, true), plain.resize());
    assertEquals(Preprocess.stretch(3, 32, 32).numbers(), plain.numbers());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "imagnet|expects imagenet, or size=PX and what goes with it, got imagnet",
        "resize=256|needs size=PX, the side of the square that the network sees, or imagenet",
        "size=224,men=0.5|has no key 'men'; did you mean mean? (there are size, resize, kernel,"
            + " colours, mean, std)",
        "size=big|takes a whole number of pixels for size, got big",
        "size=224,resize=crop|takes a whole number of pixels for resize (or stretch), got crop",
        "size=224,224|takes one value for size, got 224,224",
        "size=224,kernel=cubic|takes for kernel one of nearest, box, bilinear, bicubic, lanczos,"
            + " got cubic",
        "imagenet,mean=a,b,c|takes numbers for mean, got a,b,c",
        "imagenet,std=0|numbers: expected as many deviations as means, all above 0, got [0.485,"
            + " 0.456, 0.406] and [0.0, 0.0, 0.0]",
        "imagenet,mean=1,2|numbers: expected as many deviations as means, all above 0, got [1.0,"
            + " 2.0] and [0.229, 0.224, 0.225]",
        "imagenet,colours=grey|preprocess: GREY has 1 channels, but there are 3 means",
        "size=224,resize=200|preprocess: a crop of 224x224 px does not fit in pictures whose"
            + " shorter side is 200 px",
        "size=0|shortest: sizes in px are at least 1, got 0",
      })
  void oneSentence(String line, String sentence) {
    assertEquals(
        sentence,
        assertThrows(IllegalArgumentException.class, () -> PreprocessWords.of(line)).getMessage());
  }
}
