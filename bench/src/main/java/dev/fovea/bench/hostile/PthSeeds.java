package dev.fovea.bench.hostile;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

/** Sound pickles of torch.save, one character a byte, of protocols 2 and 4. */
final class PthSeeds {
  private static final String STORAGE =
      "(U\u0007storagectorch\nFloatStorage\nU\u00010U\u0003cpuK\u0004tQ";
  private static final String TENSOR =
      "ctorch._utils\n_rebuild_tensor_v2\n("
          + STORAGE
          + "K\u0000K\u0002K\u0002\u0086K\u0002K\u0001\u0086\u0089ccollections\nOrderedDict\n)RtR";
  private static final String DICT =
      "}q\u0000(X\u0001\0\0\0a" + TENSOR + "q\u0001X\u0001\0\0\0bh\u0001u";

  private PthSeeds() {}

  static byte[] pickle() {
    return latin("\u0080\u0002" + DICT + ".");
  }

  static byte[] wrapped() {
    return latin(
        "\u0080\u0004}\u0094(\u008c\u0005epochK\u0003\u008c\u0004bestG?\u00e0\0\0\0\0\0\0"
            + "\u008c\u0001w]\u0094(N\u0088C\u0001xe\u008c\u0005model"
            + DICT
            + "u.");
  }

  /** The stream of before 1.6. */
  static byte[] legacy() {
    return latin(
        "\u0080\u0002\u008a\nl\u00fc\u009cF\u00f9 j\u00a8P\u0019.\u0080\u0002M\u00e9\u0003."
            + "\u0080\u0002}X\r\0\0\0little_endian\u0088s.\u0080\u0002"
            + DICT
            + ".\u0080\u0002]U\u00010a.\u0004\0\0\0\0\0\0\0"
            + "\0".repeat(16));
  }

  private static byte[] latin(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
