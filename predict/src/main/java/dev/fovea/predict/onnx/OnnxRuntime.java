package dev.fovea.predict.onnx;

import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtLoggingLevel;
import ai.onnxruntime.OrtProvider;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.OrtSession.SessionOptions;
import dev.fovea.predict.ModelException;
import dev.fovea.predict.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;

/** ONNX Runtime: its one environment, and sessions in it. */
final class OnnxRuntime {
  private OnnxRuntime() {}

  /** The environment, which tells nobody anything: not the terminal and not its maker. */
  static OrtEnvironment environment() {
    OrtEnvironment environment =
        OrtEnvironment.getEnvironment(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
    try {
      environment.setTelemetry(false);
    } catch (OrtException e) {
      throw new ModelException("ONNX Runtime's telemetry cannot be switched off: " + why(e), e);
    }
    return environment;
  }

  /**
   * Opens a file.
   *
   * @throws ModelException where it is none that can be run
   */
  static OrtSession session(Path file, Settings settings) {
    String device = settings.device();
    if (!device.matches("auto|cpu|cuda(:\\d{1,3})?"))
      throw new ModelException("unknown device " + device + "; say auto, cpu, cuda or cuda:1");
    if (!Files.isRegularFile(file))
      throw new ModelException(file + ": there is no such file; name an .onnx file");
    OrtEnvironment environment = environment();
    boolean cuda = OrtEnvironment.getAvailableProviders().contains(OrtProvider.CUDA);
    if (device.startsWith("cuda") && !cuda)
      throw new ModelException(
          "cuda was asked for, but this ONNX Runtime is for processors; put the artifact"
              + " onnxruntime_gpu in the place of fovea-onnxruntime, or open the model on cpu");
    if (device.equals("auto") && cuda)
      try {
        return session(environment, file, settings.threads(), 0);
      } catch (ModelException e) {
        return session(environment, file, settings.threads(), -1); // no such card, or no driver
      }
    return session(environment, file, settings.threads(), card(device));
  }

  private static OrtSession session(OrtEnvironment environment, Path file, int threads, int card) {
    try (var options = new SessionOptions()) {
      options.setSessionLogLevel(OrtLoggingLevel.ORT_LOGGING_LEVEL_FATAL);
      options.setIntraOpNumThreads(threads);
      // Threads that wait for each other sleep: spinning, they take the time of who decodes.
      options.addConfigEntry("session.intra_op.allow_spinning", "0");
      if (card >= 0) options.addCUDA(card);
      return environment.createSession(file.toString(), options);
    } catch (OrtException e) {
      throw new ModelException(
          file + " cannot be opened by ONNX Runtime (" + why(e) + advice(e), e);
    }
  }

  /** The number of the graphics card that a word names, or -1. */
  private static int card(String device) {
    if (!device.startsWith("cuda")) return -1;
    return device.equals("cuda") ? 0 : Integer.parseInt(device.substring("cuda:".length()));
  }

  private static String advice(OrtException e) {
    return switch (e.getCode()) {
      case ORT_INVALID_PROTOBUF, ORT_INVALID_GRAPH, ORT_MODEL_LOADED ->
          "); it is no ONNX file, or cut short or damaged: copy or export it again";
      case ORT_NOT_IMPLEMENTED -> "); export it with standard operators";
      default -> "); export it again, in a version that ONNX Runtime reads";
    };
  }

  /** The first line of what ONNX Runtime says, without its code. */
  static String why(OrtException e) {
    String said = String.valueOf(e.getMessage()).replaceFirst("^Error code - \\w+ - message: ", "");
    return Stream.of(said.split("\n"))
        .map(String::strip)
        .filter(line -> !line.isEmpty())
        .findFirst()
        .orElse("no message");
  }

  /** Whether memory was what lacked. */
  static boolean isMemory(OrtException e) {
    String said = String.valueOf(e.getMessage()).toLowerCase(Locale.ROOT);
    return said.contains("allocate memory")
        || said.contains("bad_alloc")
        || said.contains("bad allocation")
        || said.contains("out of memory")
        || said.contains("failed to allocate");
  }
}
