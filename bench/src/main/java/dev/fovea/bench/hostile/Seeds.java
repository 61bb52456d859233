package dev.fovea.bench.hostile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.fovea.graph.GraphJson;
import dev.fovea.image.Kernel;
import dev.fovea.image.Preprocess;
import dev.fovea.image.PreprocessJson;
import dev.fovea.project.Recipe;
import dev.fovea.zoo.Options;
import dev.fovea.zoo.Zoo;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;

/** Writes sound inputs of a parser into a folder, for the fuzzer to begin with. */
public final class Seeds {
  private static final String LINEAR =
      "{\"format\":\"fovea-graph\",\"version\":1,\"name\":\"tiny\",\"inputs\":[{\"name\":\"image\","
          + "\"shape\":{\"map\":[1,null,null]}}],\"nodes\":[{\"name\":\"pool\",\"op\":"
          + "\"AdaptiveAvgPool2d\",\"with\":{\"size\":[1,1]},\"inputs\":[\"image\"]},{\"name\":"
          + "\"flat\",\"op\":\"Flatten\",\"inputs\":[\"pool\"]},{\"name\":\"fc\",\"op\":\"Linear\","
          + "\"with\":{\"in\":1,\"out\":2,\"bias\":true},\"inputs\":[\"flat\"]}],"
          + "\"outputs\":[{\"name\":\"logits\",\"node\":\"fc\"}]}";

  private Seeds() {}

  /** Arguments: the parser, the folder of the seeds, a folder for work in between. */
  public static void main(String[] words) throws IOException {
    Path folder = Files.createDirectories(Path.of(words[1]));
    int n = 0;
    for (byte[] seed : of(Parser.named(words[0]), Path.of(words[2])))
      Files.write(folder.resolve("seed-" + n++), seed);
  }

  /** Sound inputs; none for the decoders, whose seeds are the pictures of image's own tests. */
  static List<byte[]> of(Parser parser, Path work) throws IOException {
    return switch (parser) {
      case SAFETENSORS -> List.of(Wrapped.model(model().getBytes(UTF_8)));
      case PTH -> List.of(Wrapped.pth(PthSeeds.pickle()), PthSeeds.legacy());
      case PTH_PICKLE -> List.of(PthSeeds.pickle(), PthSeeds.wrapped());
      case SAFETENSORS_HEADER ->
          texts(
              "{\"a\":{\"dtype\":\"F32\",\"shape\":[4,4],\"data_offsets\":[0,64]}}",
              "{\"__metadata__\":{\"k\":\"v\"},\"a\":{\"dtype\":\"I64\",\"shape\":[],\"data_offsets\":[0,8]},"
                  + "\"b\":{\"dtype\":\"U8\",\"shape\":[56],\"data_offsets\":[8,64]}}");
      case GRAPH -> graphs();
      case MODEL -> texts(model());
      case PREPROCESS ->
          texts(
              PreprocessJson.write(Preprocess.stretch(1, 8, 8)),
              PreprocessJson.write(Preprocess.letterbox(8, 16, 4)),
              PreprocessJson.write(Preprocess.imagenet(10, 8, Kernel.BICUBIC)));
      case IDX -> idx();
      case CSV ->
          texts(
              "path,label,split\na.jpg,cat,train\n\"b \"\"x\"\",y.jpg\",\"dog;cat\",val\n",
              "a.png;1\nb.png;2\n");
      case RECIPE -> List.of(recipe(work));
      case EXIF ->
          List.of(
              bytes("II*\0", 8, 0, 0, 0, 1, 0, 0x12, 1, 3, 0, 1, 0, 0, 0, 6, 0, 0, 0),
              bytes("MM\0*", 0, 0, 0, 8, 0, 1, 1, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0));
      case HEADER, PNG, GIF, TIFF, PNM, JPEG, BMP, WEBP -> List.of();
    };
  }

  private static String model() {
    return "{\"version\":1,\"task\":\"classify\",\"assembly\":{\"kind\":\"plain\"},\"graphs\":{\"main\":"
        + "{\"prefix\":\"\",\"graph\":"
        + LINEAR
        + "}},\"classes\":[\"a\",\"b\"],\"preprocess\":"
        + PreprocessJson.write(Preprocess.stretch(1, 8, 8))
        + ",\"postprocess\":{\"activation\":\"softmax\"},\"scores\":{\"top1\":0.5},"
        + "\"provenance\":{\"seed\":\"0\"}}";
  }

  private static List<byte[]> graphs() {
    var all = new ArrayList<>(texts(LINEAR));
    for (String name : List.of("small", "mobilenet_v3_small", "vgg11"))
      all.add(GraphJson.write(Zoo.network(name, Options.of(3))).getBytes(UTF_8));
    return all;
  }

  private static List<byte[]> idx() throws IOException {
    return List.of(
        Wrapped.joined(new byte[] {0}, Wrapped.IDX_IMAGES),
        Wrapped.joined(new byte[] {1}, Wrapped.IDX_LABELS),
        Wrapped.joined(new byte[] {2}, zipped(Wrapped.IDX_IMAGES)),
        Wrapped.joined(new byte[] {3}, zipped(Wrapped.IDX_LABELS)));
  }

  private static byte[] zipped(byte[] bytes) throws IOException {
    var out = new ByteArrayOutputStream();
    try (var zip = new GZIPOutputStream(out)) {
      zip.write(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] recipe(Path work) throws IOException {
    Path file = Files.createDirectories(work).resolve("recipe.yaml");
    Recipe.classify(Path.of("/data")).write(file);
    return Files.readAllBytes(file);
  }

  private static List<byte[]> texts(String... texts) {
    return java.util.Arrays.stream(texts).map(t -> t.getBytes(UTF_8)).toList();
  }

  private static byte[] bytes(String text, int... more) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(text.getBytes(UTF_8));
    for (int b : more) out.write(b);
    return out.toByteArray();
  }
}
