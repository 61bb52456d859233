package dev.fovea.bench.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fovea.data.DataException;
import dev.fovea.data.read.Datasets;
import dev.fovea.graph.GraphException;
import dev.fovea.graph.GraphJson;
import dev.fovea.graph.Macs;
import dev.fovea.graph.Network;
import dev.fovea.graph.Summary;
import dev.fovea.graph.Wire;
import dev.fovea.image.Decode;
import dev.fovea.image.Header;
import dev.fovea.image.Image;
import dev.fovea.image.ImageException;
import dev.fovea.image.Preprocess;
import dev.fovea.image.PreprocessJson;
import dev.fovea.predict.Classifier;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.Settings;
import dev.fovea.project.Recipe;
import dev.fovea.project.RecipeException;
import dev.fovea.torch.TorchException;
import dev.fovea.torch.file.SafetensorsFile;
import dev.fovea.torch.file.StoredTensor;
import dev.fovea.torch.load.Adapt;
import dev.fovea.torch.load.Fit;
import dev.fovea.torch.load.WeightsFile;
import java.io.IOException;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;

/**
 * The readers of files that come from elsewhere. Each is fed with bytes, and what it opens is put
 * to use. It may refuse with the exceptions that it declares, in one sentence; anything else that
 * comes out is a fault.
 */
@SuppressWarnings("ImmutableEnumChecker") // constants of lambdas without state
public enum Parser {
  SAFETENSORS(Set.of(TorchException.class), Parser::safetensors),
  SAFETENSORS_HEADER(
      Set.of(TorchException.class), (b, f) -> safetensors(Wrapped.safetensors(b), f)),
  PTH(Set.of(TorchException.class), Parser::pth),
  PTH_PICKLE(Set.of(TorchException.class), (b, f) -> pth(Wrapped.pth(b), f)),
  GRAPH(Set.of(GraphException.class), (b, _) -> graph(new String(b, UTF_8))),
  MODEL(Set.of(ModelException.class, TorchException.class, ImageException.class), Parser::model),
  PREPROCESS(
      Set.of(IllegalArgumentException.class, ImageException.class),
      (b, _) -> preprocess(new String(b, UTF_8))),
  IDX(Set.of(DataException.class), Parser::idx),
  CSV(Set.of(DataException.class), Parser::csv),
  RECIPE(Set.of(RecipeException.class), Parser::recipe),
  EXIF(Set.of(ImageException.class), (b, _) -> Header.of(Wrapped.exif(b), "a.jpg")),
  HEADER(Set.of(ImageException.class), (b, _) -> Header.of(b, "a")),
  PNG(Set.of(ImageException.class), (b, _) -> decode(Wrapped.png(b))),
  GIF(Set.of(ImageException.class), (b, _) -> decode(b)),
  TIFF(Set.of(ImageException.class), (b, _) -> decode(b)),
  PNM(Set.of(ImageException.class), (b, _) -> decode(b)),
  JPEG(Set.of(ImageException.class), (b, _) -> decode(b)),
  BMP(Set.of(ImageException.class), (b, _) -> decode(b)),
  WEBP(Set.of(ImageException.class), (b, _) -> decode(b));

  /** Small, so that a picture that lies about its size costs the fuzzer little. */
  private static final long MOST_PIXELS = 1 << 22;

  private static final Network TINY = Wire.image("tiny", 3).average().linear("fc", 2).network("y");

  private static final int MOST_FLOATS = 1 << 22;
  private static final int LONGEST_SENTENCE = 1000;

  private final Set<Class<? extends RuntimeException>> declared;
  private final Feeding feeding;

  Parser(Set<Class<? extends RuntimeException>> declared, Feeding feeding) {
    this.declared = declared;
    this.feeding = feeding;
  }

  private interface Feeding {
    /** The folder is empty but for what earlier feedings of the same parser left. */
    void feed(byte[] bytes, Path folder) throws IOException;
  }

  /** The parser of a name, in small letters. */
  public static Parser named(String name) {
    return valueOf(name.toUpperCase(Locale.ROOT));
  }

  /**
   * Reads some bytes; true where they were taken, false where they were refused properly.
   *
   * @throws RuntimeException that the parser does not declare: a fault
   * @throws AssertionError where it refuses without a sentence
   */
  public boolean takes(byte[] bytes, Path folder) {
    try {
      feeding.feed(bytes, folder);
      return true;
    } catch (IOException e) {
      throw new AssertionError(e.getMessage(), e);
    } catch (RuntimeException e) {
      if (!declared.contains(e.getClass())) throw e;
      String said = e.getMessage();
      if (said == null || said.isBlank() || said.contains("\n"))
        throw new AssertionError("refused, but not in one sentence: " + said, e);
      if (said.length() > LONGEST_SENTENCE)
        throw new AssertionError("refused in " + said.length() + " characters", e);
      return false;
    }
  }

  private static void safetensors(byte[] bytes, Path folder) throws IOException {
    Path file = Files.write(folder.resolve("a.safetensors"), bytes);
    try (var open = SafetensorsFile.open(file)) {
      reachable(open.tensors().values(), bytes.length);
    }
  }

  private static void pth(byte[] bytes, Path folder) throws IOException {
    Path file = Files.write(folder.resolve("a.pth"), bytes);
    try (var open = WeightsFile.open(file)) {
      reachable(open.tensors().values(), bytes.length);
      Fit.of(open.tensors(), TINY, Adapt.head("fc"));
    }
  }

  private static void reachable(Collection<StoredTensor> tensors, int fileBytes) {
    long last = 0;
    for (var tensor : tensors) {
      long size = tensor.bytes().byteSize();
      if (size > 0) last += tensor.bytes().get(java.lang.foreign.ValueLayout.JAVA_BYTE, size - 1);
      if (size > fileBytes) throw new AssertionError("a tensor larger than its file");
    }
    if (last == Long.MIN_VALUE) throw new AssertionError("cannot be"); // the bytes were read
  }

  private static void graph(String json) {
    Network network = GraphJson.read(json);
    if (!GraphJson.read(GraphJson.write(network)).equals(network))
      throw new AssertionError("what was read is written otherwise");
    Macs.of(network, 32, 32);
    Summary.of(network, 32, 32);
  }

  private static void model(byte[] bytes, Path folder) throws IOException {
    Path file = Files.write(folder.resolve("a.safetensors"), Wrapped.model(bytes));
    try (var classifier = Classifier.open(file, Settings.on("cpu"))) {
      if (classifier.model().preprocess().floats() > MOST_FLOATS) return;
      var answer = classifier.classify(Image.of8(3, 2, 1, new byte[6]));
      if (answer.labels().size() != classifier.model().classes().size())
        throw new AssertionError("another number of answers than of classes");
    }
  }

  private static void preprocess(String json) {
    Preprocess preprocess = PreprocessJson.read(json);
    if (!PreprocessJson.read(PreprocessJson.write(preprocess)).equals(preprocess))
      throw new AssertionError("what was read is written otherwise");
    if (preprocess.floats() > MOST_FLOATS) return;
    preprocess.of(
        Image.of8(5, 7, 3, new byte[5 * 7 * 3]), FloatBuffer.allocate(preprocess.floats()), 0);
  }

  /** The first byte says which of the two files the others are, and whether they are gzip. */
  private static void idx(byte[] bytes, Path folder) throws IOException {
    int first = bytes.length == 0 ? 0 : bytes[0];
    byte[] rest = bytes.length == 0 ? bytes : java.util.Arrays.copyOfRange(bytes, 1, bytes.length);
    Path at = folder.resolve("idx" + (first & 3));
    Files.createDirectories(at);
    String zip = (first & 2) == 0 ? "" : ".gz";
    boolean images = (first & 1) == 0;
    Files.write(
        at.resolve("train-images-idx3-ubyte" + (images ? zip : "")),
        images ? rest : Wrapped.IDX_IMAGES);
    Files.write(
        at.resolve("train-labels-idx1-ubyte" + (images ? "" : zip)),
        images ? Wrapped.IDX_LABELS : rest);
    Datasets.open(at);
  }

  private static void csv(byte[] bytes, Path folder) throws IOException {
    Datasets.open(Files.write(folder.resolve("a.csv"), bytes));
  }

  private static void recipe(byte[] bytes, Path folder) throws IOException {
    Recipe recipe = Recipe.read(Files.write(folder.resolve("recipe.yaml"), bytes));
    Path written = folder.resolve("written.yaml");
    recipe.write(written);
    if (!Recipe.read(written).equals(recipe))
      throw new AssertionError("what was read is written otherwise");
  }

  private static void decode(byte[] bytes) {
    Header header = Header.of(bytes, "a");
    Image image = Decode.of(bytes, "a", MOST_PIXELS);
    if (image.width() != header.uprightWidth() || image.height() != header.uprightHeight())
      throw new AssertionError("decoded " + image + " but the header said " + header);
  }
}
