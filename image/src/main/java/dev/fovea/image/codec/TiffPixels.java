package dev.fovea.image.codec;

import dev.fovea.image.Header;
import dev.fovea.image.Image;
import dev.fovea.image.ImageException;
import java.awt.image.BufferedImage;
import java.awt.image.IndexColorModel;
import java.awt.image.Raster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.MemoryCacheImageInputStream;

/**
 * Decodes the first page of a TIFF file with the JDK's reader. OpenCV's is not used: it multiplies
 * colours by alpha, gives CMYK for RGBA, drops the alpha of grey pictures and turns some pictures
 * upright but not others.
 */
final class TiffPixels {
  private TiffPixels() {}

  static Image of(Bytes b, Header header) {
    var tags = TiffTags.of(b);
    tags.checkData(b);
    ImageReader reader = ImageIO.getImageReadersByFormatName("tiff").next();
    try (var in = new MemoryCacheImageInputStream(new ByteArrayInputStream(b.data()))) {
      reader.setInput(in, true, true);
      BufferedImage page = reader.read(0);
      return image(b, page, tags, header);
    } catch (ImageException | Bytes.CutShort e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      throw b.broken("its TIFF data is damaged (" + e.getMessage() + ")");
    } finally {
      reader.dispose();
    }
  }

  private static Image image(Bytes b, BufferedImage page, TiffTags tags, Header header) {
    Raster raster = page.getRaster();
    int w = header.width();
    int h = header.height();
    if (raster.getWidth() != w || raster.getHeight() != h) {
      throw b.broken("it decodes to " + raster.getWidth() + "x" + raster.getHeight() + " px");
    }
    int stored = raster.getNumBands();
    var pen =
        new TiffPen(
            header,
            tags,
            tags.value(262, 1) <= 1 && page.getColorModel() instanceof IndexColorModel m ? m : null,
            stored);
    var row = new int[w * stored];
    for (int y = 0; y < h; y++) {
      pen.row(raster.getPixels(0, y, w, 1, row), y);
    }
    return pen.image();
  }
}
