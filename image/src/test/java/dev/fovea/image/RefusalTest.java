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
