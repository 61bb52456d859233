package dev.fovea.image.codec;

import static org.bytedeco.opencv.global.opencv_core.CV_16U;
import static org.bytedeco.opencv.global.opencv_core.CV_8U;
import static org.bytedeco.opencv.global.opencv_core.CV_MAKETYPE;

import dev.fovea.image.Image;
import org.bytedeco.javacpp.BytePointer;
import org.bytedeco.javacpp.IntPointer;
import org.bytedeco.javacpp.ShortPointer;
import org.bytedeco.opencv.global.opencv_imgcodecs;
import org.bytedeco.opencv.opencv_core.Mat;

/** OpenCV's encoders. */
public final class OpenCvEncode {
  private OpenCvEncode() {}

  /** A PNG file; grey with alpha is written as RGBA, for OpenCV has no two-channel PNG. */
  public static byte[] png(Image image) {
    return encode(".png", image);
  }

  /** A JPEG file of an 8-bit picture without alpha. */
  public static byte[] jpeg(Image image, int quality) {
    return encode(".jpg", image, opencv_imgcodecs.IMWRITE_JPEG_QUALITY, quality);
  }

  private static byte[] encode(String suffix, Image image, int... options) {
    OpenCv.load();
    int c = image.channels() == 2 ? 4 : image.channels();
    try (var out = new BytePointer();
        var parameters = new IntPointer(options);
        var mat =
            new Mat(
                image.height(), image.width(), CV_MAKETYPE(image.bits() == 8 ? CV_8U : CV_16U, c));
        var data = mat.data()) {
      if (image.bits() == 8) {
        data.put(Order.bgr(image.bytes(), image.channels()));
      } else {
        try (var shorts = new ShortPointer(data)) {
          shorts.put(Order.bgr(image.shorts(), image.channels()));
        }
      }
      if (!opencv_imgcodecs.imencode(suffix, mat, out, parameters)) {
        throw new IllegalStateException("OpenCV could not encode " + image + " as " + suffix);
      }
      var file = new byte[Math.toIntExact(out.limit())];
      out.get(file);
      return file;
    }
  }
}
