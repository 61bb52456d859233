package dev.fovea.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.fovea.image.Encode;
import dev.fovea.image.Image;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Data, pictures and models that cannot be used: exit code 1 and one sentence. */
class BadInputTest {
  @TempDir Path box;

  private void fails(String sentence, Object... words) {
    Said said = Said.by(Arrays.stream(words).map(String::valueOf).toArray(String[]::new));
    assertEquals("fovea: " + sentence + "\n", said.err());
    assertEquals("", said.out());
    assertEquals(1, said.code());
  }

  private Path picture(String name) throws Exception {
    Path file = box.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.write(file, Encode.png(Image.of8(28, 28, 1, new byte[28 * 28])));
  }

  @Test
  void anEmptyFolder() {
    fails(
        box
            + ": found no pictures in class folders (and neither IDX files nor a CSV); expected "
            + box
            + "/CLASS/picture.jpg",
        "train",
        "classify",
        "--data",
        box,
        "--out",
        box.resolve("run"));
  }

  @Test
  void oneClass() throws Exception {
    picture("data/good/1.png");
    picture("data/good/2.png");
    Path data = box.resolve("data");
    fails(
        data
            + ": found one class only, 'good' (2 pictures); a classifier needs two or more to tell"
            + " apart",
        "train",
        "classify",
        "--data",
        data,
        "--out",
        box.resolve("run"));
  }

  @Test
  void brokenPicturesInStrictMode() throws Exception {
    picture("data/good/1.png");
    Files.writeString(picture("data/bad/1.png"), "text");
    Path data = box.resolve("data");
    Said said =
        Said.by("train", "classify", "--data", data.toString(), "--out", box + "/run", "--strict");
    assertTrue(
        said.err()
            .startsWith(
                "fovea: %s: 1 of 2 pictures cannot be decoded, and in strict mode that ends the work; the first: "
                    .formatted(data)),
        said.err());
    assertEquals(1, said.code());
  }

  @Test
  void modelsCutShortOrWithHeadersThatLie() throws Exception {
    Path model = Trained.once().model();
    byte[] whole = Files.readAllBytes(model);
    Path picture = picture("a.png");

    Path cut = Files.write(box.resolve("cut.safetensors"), Arrays.copyOf(whole, 400_000));
    Said said = Said.by("predict", cut.toString(), picture.toString());
    assertTrue(
        said.err().startsWith("fovea: " + cut + ": the file is cut short: the header promises "),
        said.err());
    assertEquals(1, said.code());

    byte[] lie = whole.clone();
    ByteBuffer.wrap(lie).order(ByteOrder.LITTLE_ENDIAN).putLong(0, 1L << 62);
    fails(
        Files.write(box.resolve("lie.safetensors"), lie)
            + ": is no .safetensors file, or a broken one: its header would be 4611686018427387904"
            + " bytes long and at most 100000000 are allowed; fetch or save it again",
        "info",
        box.resolve("lie.safetensors"));

    fails(
        Files.writeString(box.resolve("text.safetensors"), "hello")
            + ": expected a .safetensors file, got only 5 bytes; fetch or save it again",
        "evaluate",
        box.resolve("text.safetensors"),
        "--data",
        box);
  }

  @Test
  void plainWeightsAreListedButCannotAnswer() throws Exception {
    String header = "{\"fc.weight\":{\"dtype\":\"F32\",\"shape\":[2,3],\"data_offsets\":[0,24]}}";
    var bytes = ByteBuffer.allocate(8 + header.length() + 24).order(ByteOrder.LITTLE_ENDIAN);
    bytes.putLong(header.length()).put(header.getBytes(StandardCharsets.UTF_8));
    Path file = Files.write(box.resolve("plain.safetensors"), bytes.array());

    Said said = Said.by("info", file.toString());
    assertEquals(0, said.code());
    assertTrue(
        said.out()
            .contains(
                """
                Format              safetensors
                Holds               1 tensor: plain weights, no network that Fovea could run
                Numbers             6 F32

                Tensor     Type  Shape
                ───────────────────────
                fc.weight  F32   [2, 3]
                """),
        said.out());
    fails(
        file + " holds plain weights (1 tensors) and no model of Fovea; `fovea info` lists them",
        "predict",
        file,
        picture("a.png"));
  }

  @Test
  void aFolderWithoutPictures() throws Exception {
    Path folder = Files.createDirectories(box.resolve("empty"));
    fails(folder + ": there are no pictures in it", "predict", Trained.once().model(), folder);
  }

  @Test
  void noPermissionToWrite() throws Exception {
    Path model = Trained.once().model();
    Path shut = Files.createDirectories(box.resolve("shut"));
    assumeFalse(
        !shut.toFile().setWritable(false) || Files.isWritable(shut),
        "this user may write everywhere");
    Said said =
        Said.by("predict", model.toString(), picture("a.png").toString(), "--out", shut + "/x");
    assertTrue(said.err().contains(shut.toString()), said.err());
    assertEquals(1, said.code());
  }
}
