package dev.fovea.image;

import static dev.fovea.image.Golden.resource;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.fovea.image.ImageException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is no picture, or no whole one, gets one sentence. */
class RefusalTest {
  private static void refused(Kind kind, String sentence, byte[] file, String name) {
    var e = assertThrows(ImageException.class, () -> Decode.of(file, name));
    assertEquals(sentence, e.getMessage());
    assertEquals(kind, e.kind());
  }

  @Test
  void otherFormatsSayHowToConvert() {
    refused(
        Kind.UNSUPPORTED,
        "a.heic is an HEIC picture (phones write them), which Fovea does not decode; convert it"
            + " first, for example: heif-convert in.heic out.jpg",
        resource("files/refused.heic"),
        "a.heic");
    refused(
        Kind.UNSUPPORTED,
        "a.jpg is an AVIF picture, which Fovea does not decode; convert it first, for example:"
            + " avifdec in.avif out.png",
        resource("files/refused.avif"),
        "a.jpg");
    refused(
        Kind.UNSUPPORTED,
        "a.jp2 is a JPEG 2000 picture, which Fovea does not decode; convert it first, for example:"
            + " opj_decompress -i in.jp2 -o out.png",
        resource("files/refused.jp2"),
        "a.jp2");
    refused(
        Kind.UNSUPPORTED,
        "a.jxl is a JPEG XL picture, which Fovea does not decode; convert it first, for example:"
            + " djxl in.jxl out.png",
        resource("files/refused.jxl"),
        "a.jxl");
  }

  @Test
  void textAndNothingAreNoPictures() {
    refused(
        Kind.NOT_AN_IMAGE,
        "a.jpg is not a picture: it begins with \"hello there,\" (text); JPEG, PNG, BMP, GIF, TIFF,"
            + " WebP and PNM are read",
        "hello there, you".getBytes(java.nio.charset.StandardCharsets.UTF_8),
        "a.jpg");
    refused(
        Kind.NOT_AN_IMAGE,
        "a.png is empty (0 bytes); copy or download it again",
        new byte[0],
        "a.png");
    refused(
        Kind.NOT_AN_IMAGE,
        "a.png is not a picture: it begins with the bytes 00 01 ff; JPEG, PNG, BMP, GIF, TIFF, WebP"
            + " and PNM are read",
        new byte[] {0, 1, -1},
        "a.png");
  }

  @Test
  void bombsAreRefusedByTheirHeader() {
    refused(
        Kind.TOO_LARGE,
        "bomb.png: 50000x50000 px is 2500.0 megapixels, the limit is 200.0; shrink the picture or"
            + " raise the limit",
        resource("files/bomb.png"),
        "bomb.png");
    var e =
        assertThrows(
            ImageException.class, () -> Decode.of(resource("files/rgb.png"), "rgb.png", 100));
    assertEquals(Kind.TOO_LARGE, e.kind());
  }

  @Test
  void everyFormatCutShortAnywhereIsBroken() {
    for (String[] row : Golden.table("decode.tsv")) {
      byte[] file = resource("files/" + row[0]);
      Image whole = Decode.of(file, row[0]);
      for (int keep = 24; keep < file.length - 24; keep += 1 + file.length / 23) {
        byte[] cut = Arrays.copyOf(file, keep);
        try {
          Image got = Decode.of(cut, row[0]);
          // what lies behind the pixels may be missing; the pixels may not
          assertEquals(
              0, Golden.distance(whole, got), row[0] + " cut at " + keep + " gives other pixels");
        } catch (ImageException e) {
          assertEquals(Kind.BROKEN, e.kind(), e.getMessage());
        }
      }
    }
  }

  @Test
  void cutJpegAndPngSaySo() {
    byte[] jpeg = resource("files/progressive.jpg");
    var e =
        assertThrows(
            ImageException.class,
            () -> Decode.of(Arrays.copyOf(jpeg, jpeg.length * 2 / 3), "p.jpg"));
    assertTrue(e.getMessage().startsWith("p.jpg: the picture is broken: "), e.getMessage());
    byte[] png = resource("files/rgb.png");
    refused(
        Kind.BROKEN,
        "p.png: the picture is broken: the file is cut short at 100 bytes",
        Arrays.copyOf(png, 100),
        "p.png");
    byte[] flipped = png.clone();
    flipped[png.length / 2] ^= 0x55;
    refused(
        Kind.BROKEN,
        "p.png: the picture is broken: the check sum of its PNG chunk at byte 33 is wrong",
        flipped,
        "p.png");
  }

  @Test
  void jpegDataThatEndsBehindAnEndMarkerIsBroken() {
    for (String name : new String[] {"sampling0.jpg", "sampling2.jpg", "restart.jpg", "grey.jpg"}) {
      byte[] jpeg = resource("files/" + name);
      byte[] cut = Arrays.copyOf(jpeg, jpeg.length - 40);
      cut[cut.length - 2] = (byte) 0xff;
      cut[cut.length - 1] = (byte) 0xd9;
      var e = assertThrows(ImageException.class, () -> Decode.of(cut, name), name);
      assertEquals(Kind.BROKEN, e.kind());
      assertTrue(
          e.getMessage().startsWith(name + ": the picture is broken: its JPEG data "),
          e.getMessage());
    }
  }

  @Test
  void foldersAndMissingFilesAreUnreadable(@TempDir Path folder) throws IOException {
    var e = assertThrows(ImageException.class, () -> Decode.of(folder));
    assertEquals(folder + " is a folder; name a picture file in it", e.getMessage());
    assertEquals(Kind.UNREADABLE, e.kind());
    var missing = assertThrows(ImageException.class, () -> Decode.of(folder.resolve("no.png")));
    assertEquals(
        folder.resolve("no.png") + " does not exist; check the path", missing.getMessage());
    Path bomb = Files.write(folder.resolve("bomb.png"), resource("files/bomb.png"));
    assertEquals(Kind.TOO_LARGE, assertThrows(ImageException.class, () -> Decode.of(bomb)).kind());
  }

  @Test
  void pipesAndDevicesAreNotOpened(@TempDir Path folder) throws Exception {
    Path zero = Path.of("/dev/zero");
    Path pipe = folder.resolve("pipe.png");
    org.junit.jupiter.api.Assumptions.assumeTrue(
        Files.exists(zero) && new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0,
        "no pipes on this system");
    for (Path file : new Path[] {zero, pipe}) {
      var e = assertThrows(ImageException.class, () -> Decode.of(file));
      assertEquals(file + " is a pipe or a device; name a picture file", e.getMessage());
    }
  }

  @Test
  void fewBytesThatPromiseManyPixelsTakeNoMemory() {
    byte[] png = resource("files/rgb.png");
    java.nio.ByteBuffer.wrap(png).putInt(16, 14000).putInt(20, 14000);
    var crc = new java.util.zip.CRC32();
    crc.update(png, 12, 17);
    java.nio.ByteBuffer.wrap(png).putInt(29, (int) crc.getValue());
    var e = assertThrows(ImageException.class, () -> Decode.of(png, "a.png"));
    assertTrue(e.getMessage().endsWith("bytes cannot hold 14000x14000 px"), e.getMessage());

    byte[] gif = resource("files/palette.gif");
    var frame = java.nio.ByteBuffer.wrap(gif).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    int at = 13 + (6 << (gif[10] & 7));
    while (gif[at] != 0x2c) {
      at++;
    }
    frame.putShort(6, (short) 14000).putShort(8, (short) 14000);
    frame.putShort(at + 5, (short) 14000).putShort(at + 7, (short) 14000);
    e = assertThrows(ImageException.class, () -> Decode.of(gif, "a.gif"));
    assertTrue(
        e.getMessage().endsWith("bytes cannot hold a GIF frame of 14000x14000 px"), e.getMessage());

    refused(
        Kind.BROKEN,
        "a.pgm: the picture is broken: the file is cut short at 20 bytes",
        "P5 14000 14000 255\n ".getBytes(java.nio.charset.StandardCharsets.US_ASCII),
        "a.pgm");
  }

  @Test
  void manyTiffTagsOverTheSameBytesTakeNoMemory() {
    int tags = 60000; // each of 100,000 numbers, 48 GB if all were kept
    var tiff =
        java.nio.ByteBuffer.allocate(8 + 2 + 12 * tags + 100_000)
            .order(java.nio.ByteOrder.LITTLE_ENDIAN);
    tiff.put("II*\0".getBytes(java.nio.charset.StandardCharsets.US_ASCII)).putInt(8);
    tiff.putShort((short) tags);
    for (int tag = 1000; tag < 1000 + tags; tag++) {
      tiff.putShort((short) tag).putShort((short) 1).putInt(100_000).putInt(8 + 2 + 12 * tags);
    }
    refused(
        Kind.BROKEN, "a.tif: the picture is broken: its header says 0x0 px", tiff.array(), "a.tif");
  }

  @Test
  void tiffsOfManySamplesAreUnsupported() {
    byte[] tiff = resource("files/rgb.tif");
    var bytes = java.nio.ByteBuffer.wrap(tiff).order(java.nio.ByteOrder.LITTLE_ENDIAN);
    int at = bytes.getInt(4);
    for (int entry = at + 2; entry < at + 2 + 12 * bytes.getShort(at); entry += 12) {
      if (bytes.getShort(entry) == 277) {
        bytes.putShort(entry + 8, (short) 30000);
      }
    }
    refused(
        Kind.UNSUPPORTED,
        "a.tif: a TIFF of 30000 samples a pixel; up to 5 are decoded, convert it to PNG first",
        tiff,
        "a.tif");
  }

  @Test
  void fifteenBytesOfBmpAreCutShort() {
    refused(
        Kind.BROKEN,
        "a.bmp: the picture is broken: the file is cut short at 15 bytes",
        new byte[] {'B', 'M', 9, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 40},
        "a.bmp");
  }

  @Test
  void aThreadOfPixelsIsNotStretchedWithoutEnd() {
    var e =
        assertThrows(
            ImageException.class,
            () ->
                Preprocess.imagenet(256, 224, Kernel.BILINEAR)
                    .image(Image.of8(1, 60_000, 3, new byte[180_000])));
    assertEquals(
        "a picture of 1x60000 px would become one of 3932 megapixels, 256 px at its shorter side;"
            + " cut it to a plainer shape first",
        e.getMessage());
    var sides =
        assertThrows(IllegalArgumentException.class, () -> Preprocess.stretch(3, 1 << 20, 1 << 20));
    assertTrue(sides.getMessage().contains("more than the 200,000,000"), sides.getMessage());
  }

  @Test
  void aLongHeaderIsFoundInAFile(@TempDir Path folder) throws IOException {
    byte[] jpeg = resource("files/grey.jpg");
    var out = new java.io.ByteArrayOutputStream();
    out.write(jpeg, 0, 2);
    for (int i = 0; i < 3; i++) { // 150 KB of colour profile before the frame header
      out.write(new byte[] {-1, (byte) 0xe2, (byte) 0xc3, 0x50});
      out.write(new byte[0xc34e]);
    }
    out.write(jpeg, 2, jpeg.length - 2);
    Path file = Files.write(folder.resolve("long.jpg"), out.toByteArray());
    assertEquals(19, Header.of(file).width());
    assertEquals(0, Golden.distance(Decode.of(jpeg, "grey"), Decode.of(file)));
  }
}
