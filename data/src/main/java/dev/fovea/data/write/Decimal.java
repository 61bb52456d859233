package dev.fovea.data.write;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** Numbers as text from which the same number is read again: {@code 12}, {@code 0.0001}. */
final class Decimal {
  private Decimal() {}

  /** Without exponent, and without a point where it is whole. */
  static String of(double number) {
    var decimal = new BigDecimal(Double.toString(number));
    String text = decimal.toPlainString();
    return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
  }

  /** A share to 14 decimals: of a picture of 10,000 px that is a ten-thousand-millionth pixel. */
  static String share(double number) {
    var decimal = new BigDecimal(number).setScale(14, RoundingMode.HALF_EVEN);
    return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
  }
}
