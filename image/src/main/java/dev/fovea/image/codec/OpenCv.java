package dev.fovea.image.codec;

import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_8UC1;

import dev.fovea.image.Format;
import dev.fovea.image.Header;
import dev.fovea.image.Image;
import dev.fovea.image.ImageException;
import dev.fovea.image.ImageException.Kind;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.javacpp.ShortPointer;
import org.bytedeco.opencv.global.opencv_core;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.global.opencv_imgproc;
import org.bytedeco.opencv.opencv_core.Mat;

/** OpenCV's decoders. Every native object lives for one call. */
final class OpenCv {
  static {
    Loader.load(opencv_core.class);
    Loader.load(opencv_imgproc.class);
    Loader.load(opencv_imgcodecs.class);
    opencv_core.setNumThreads(1);
    OpenCvLog.silence();
  }

  private OpenCv() {}

  /** Loads the natives. */
  static void load() {} // what loads is the class

  /**
   * The pixels as stored.
   *
   * @param shrink 1, or for a JPEG file 2, 4 or 8: that many times smaller, sides rounded up
   */
  static Image decode(byte[] file, String name, Header header, int shrink) {
    try (var content = new BytePointer(file);
        var row = new Mat(1, file.length, CV_8UC1, content);
        var mat = opencv_imgcodecs.imdecode(row, flags(shrink, header))) {
      if (mat.empty()) {
        throw broken(name, header, "it is cut short or damaged", null);
      }
      if (mat.cols() != (header.width() + shrink - 1) / shrink
          || mat.rows() != (header.height() + shrink - 1) / shrink) {
        throw broken(name, header, "it decodes to " + mat.cols() + "x" + mat.rows() + " px", null);
      }
      return image(mat, name, header);
    } catch (ImageException e) {
      throw e;
    } catch (RuntimeException e) {
      memory(e);
      throw broken(name, header, "it is damaged", e);
    }
  }

  /** Where memory was missing, the file is not to blame. */
  static void memory(RuntimeException e) {
    String said = String.valueOf(e.getMessage());
    if (said.contains("Insufficient memory") || said.contains("Failed to allocate")) {
      throw (OutOfMemoryError) new OutOfMemoryError("OpenCV: " + said.strip()).initCause(e);
    }
  }

  private static int flags(int shrink, Header header) {
    if (header.format() != Format.JPEG) {
      return opencv_imgcodecs.IMREAD_UNCHANGED;
    }
    int smaller =
        switch (shrink) {
          case 1 -> 0;
          case 2 -> opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_2;
          case 4 -> opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_4;
          default -> opencv_imgcodecs.IMREAD_REDUCED_GRAYSCALE_8;
        };
    int colours =
        header.channels() == 1
            ? opencv_imgcodecs.IMREAD_GRAYSCALE
            : opencv_imgcodecs.IMREAD_COLOR_RGB;
    return smaller | colours | opencv_imgcodecs.IMREAD_IGNORE_ORIENTATION;
  }

  private static ImageException broken(
      String name, Header header, String how, RuntimeException cause) {
    return new ImageException(
        Kind.BROKEN,
        "%s: the picture is broken: its header says %s, %dx%d px, but %s"
            .formatted(name, header.format(), header.width(), header.height(), how),
        cause);
  }

  private static Image image(Mat mat, String name, Header header) {
    int c = mat.channels();
    int size = Math.multiplyExact(Math.multiplyExact(mat.rows(), mat.cols()), c);
    switch (mat.depth()) {
      case CV_8U -> {
        var out = new byte[size];
        mat.data().get(out);
        if (header.format() != Format.JPEG) { // which comes in our order
          swap8(out, c);
        }
        return Image.of8(mat.cols(), mat.rows(), c, out);
      }
      case CV_16U -> {
        var out = new short[size];
        try (var shorts = new ShortPointer(mat.data())) {
          shorts.get(out);
        }
        swap16(out, c);
        return Image.of16(mat.cols(), mat.rows(), c, out);
      }
      default ->
          throw new ImageException(
              Kind.UNSUPPORTED,
              name + ": a " + header.format() + " whose samples are not 8 or 16 bit whole numbers");
    }
  }

  private static void swap8(byte[] samples, int c) {
    if (c >= 3) {
      for (int i = 0; i < samples.length; i += c) {
        byte blue = samples[i];
        samples[i] = samples[i + 2];
        samples[i + 2] = blue;
      }
    }
  }

  private static void swap16(short[] samples, int c) {
    if (c >= 3) {
      for (int i = 0; i < samples.length; i += c) {
        short blue = samples[i];
        samples[i] = samples[i + 2];
        samples[i + 2] = blue;
      }
    }
  }
}
