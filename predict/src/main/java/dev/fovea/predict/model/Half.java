package dev.fovea.predict.model;

/** Numbers of 16 bits as IEEE 754 has them (binary16), for Java before 20. */
final class Half {
  private static final int BIAS = 127 - 15;

  private Half() {}

  /** The number of these 16 bits, exactly. */
  static float toFloat(short bits) {
    int sign = (bits & 0x8000) << 16;
    int exponent = (bits >> 10) & 0x1f;
    int fraction = bits & 0x3ff;
    if (exponent == 0) return fraction * (sign == 0 ? 0x1p-24f : -0x1p-24f);
    int wide = exponent == 0x1f ? 0xff : exponent + BIAS;
    return Float.intBitsToFloat(sign | wide << 23 | fraction << 13);
  }

  /** The nearest number of 16 bits, of two equally near ones the even. */
  static short of(float number) {
    int bits = Float.floatToIntBits(number);
    int sign = (bits >>> 16) & 0x8000;
    float size = Math.abs(number);
    if (Float.isNaN(number)) return (short) (sign | 0x7e00);
    if (size >= 65520) return (short) (sign | 0x7c00);
    int exponent = Math.max(Math.getExponent(size), -14);
    // What two neighbours of that size lie apart; numbers below 2^-14 keep the smallest step.
    float step = Math.scalb(1f, exponent - 10);
    int steps = (int) Math.rint(size / step);
    return (short) (sign | (steps + ((exponent + 14) << 10)));
  }
}
