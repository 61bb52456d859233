import ai.djl.Model;
import ai.djl.engine.Engine;
import ai.djl.inference.Predictor;
import ai.djl.modality.Classifications;
import ai.djl.modality.cv.Image;
import ai.djl.modality.cv.ImageFactory;
import ai.djl.modality.cv.transform.CenterCrop;
import ai.djl.modality.cv.transform.Normalize;
import ai.djl.modality.cv.transform.ResizeShort;
import ai.djl.modality.cv.transform.ToTensor;
import ai.djl.modality.cv.translator.ImageClassificationTranslator;
import ai.djl.repository.zoo.Criteria;
import ai.djl.translate.Batchifier;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The twin of Fovea's AnswerTime on DJL: its own reading of pictures, its own translator, its
 * PyTorch engine on a TorchScript file.
 *
 * <p>Arguments: the TorchScript file, a file that lists pictures. Threads are the properties
 * ai.djl.pytorch.num_threads and num_interop_threads.
 */
public final class AnswerTime {
  public static void main(String... args) throws Exception {
    List<String> pictures = Files.readAllLines(Path.of(args[1]));
    var translator =
        ImageClassificationTranslator.builder()
            .addTransform(new ResizeShort(256))
            .addTransform(new CenterCrop(224, 224))
            .addTransform(new ToTensor())
            .addTransform(
                new Normalize(
                    new float[] {0.485f, 0.456f, 0.406f}, new float[] {0.229f, 0.224f, 0.225f}))
            .optSynset(IntStream.range(0, 1000).mapToObj(Integer::toString).toList())
            .optApplySoftmax(true)
            .optTopK(1)
            .optBatchifier(Batchifier.STACK)
            .build();
    var criteria =
        Criteria.builder()
            .setTypes(Image.class, Classifications.class)
            .optModelPath(Path.of(args[0]))
            .optEngine("PyTorch")
            .optTranslator(translator)
            .build();
    var machine =
        (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    try (Model model = criteria.loadModel();
        Predictor<Image, Classifications> predictor = model.newPredictor(translator)) {
      System.out.printf(
          "{\"version\": \"%s, JDK %s\"}%n",
          Engine.getInstance().getVersion(), Runtime.version());
      int at = 0;
      var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        int batch = Integer.parseInt(line.split(" ", -1)[0]);
        int batches = Integer.parseInt(line.split(" ", -1)[1]);
        var millis = new ArrayList<Double>();
        var classes = new ArrayList<String>();
        long cpu = machine.getProcessCpuTime();
        for (int i = 0; i < batches; i++) {
          long began = System.nanoTime();
          var images = new ArrayList<Image>();
          for (int k = 0; k < batch; k++)
            images.add(
                ImageFactory.getInstance()
                    .fromFile(Path.of(pictures.get(at++ % pictures.size()))));
          var answers =
              batch == 1
                  ? List.of(predictor.predict(images.getFirst()))
                  : predictor.batchPredict(images);
          millis.add((System.nanoTime() - began) / 1e6);
          for (var answer : answers) classes.add(answer.best().getClassName());
        }
        double cpuMillis = (machine.getProcessCpuTime() - cpu) / 1e6 / batches;
        System.out.printf(
            "{\"ms\": %s, \"cpu_ms\": %s, \"classes\": %s}%n", millis, cpuMillis, classes);
      }
    }
  }
}
