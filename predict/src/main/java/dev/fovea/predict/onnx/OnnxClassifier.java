package dev.fovea.predict.onnx;

import ai.onnxruntime.OrtSession;
import dev.fovea.image.Views;
import dev.fovea.predict.Classifier;
import dev.fovea.predict.Seen;
import dev.fovea.predict.Settings;
import dev.fovea.predict.model.ModelCard;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Optional;

/** A classifier of an {@code .onnx} file. May be shared between threads of any kind. */
final class OnnxClassifier implements Classifier {
  private final Path file;
  private final Described described;
  private final Ends ends;
  private final Running running;

  private OnnxClassifier(Path file, Described described, Ends ends, Running running) {
    this.file = file;
    this.described = described;
    this.ends = ends;
    this.running = running;
  }

  static OnnxClassifier open(Path file, Settings settings) {
    var sessions = new Sessions();
    try {
      OrtSession first = sessions.open(file, settings);
      Described said = Described.of(file, first, settings.told(), "classify");
      ModelCard card = said.card();
      Ends ends = Ends.of(file, first, card);
      ModelCard model = card.withPostprocess(settings.answering().apply(card.classify()));
      if (ends.features().isEmpty()) model = model.withNovelty(Optional.empty());
      var running =
          Running.of(file, model.preprocess(), ends.image(), ends.wanted(), sessions, settings);
      return new OnnxClassifier(file, said.with(model), ends, running);
    } catch (RuntimeException | Error e) {
      sessions.close();
      throw e;
    }
  }

  @Override
  public ModelCard model() {
    return described.card();
  }

  @Override
  public Seen see(FloatBuffer numbers, int n, Views views) {
    int classes = model().classes().size();
    Given[] parts =
        running
            .run(
                numbers,
                n,
                views.count(),
                rows -> new Given(rows, classes),
                (part, given, batch, some) -> part.add(file, given, ends, batch, some))
            .toArray(Given[]::new);
    return Seen.of(model(), n, described.logits(Given.answers(parts)), Given.features(parts));
  }

  @Override
  public void close() {
    running.close();
  }
}
