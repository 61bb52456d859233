package dev.fovea.predict.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Against the JDK's own conversions, which Java 17 lacks. */
class HalfTest {
  private static MethodHandle jdk(String name, Class<?> to, Class<?> from) throws Exception {
    return MethodHandles.lookup().findStatic(Float.class, name, MethodType.methodType(to, from));
  }

  @Test
  void everyHalfIsTheSameNumber() throws Throwable {
    MethodHandle toFloat = jdk("float16ToFloat", float.class, short.class);
    for (int bits = Short.MIN_VALUE; bits <= Short.MAX_VALUE; bits++) {
      float expected = (float) toFloat.invokeExact((short) bits);
      float got = Half.toFloat((short) bits);
      if (Float.isNaN(expected)) assertEquals(Float.NaN, got, "bits " + bits);
      else assertEquals(Float.floatToIntBits(expected), Float.floatToIntBits(got), "bits " + bits);
    }
  }

  @Test
  void everyFloatIsRoundedAlike() throws Throwable {
    MethodHandle of = jdk("floatToFloat16", short.class, float.class);
    var random = new Random(3);
    for (int i = 0; i < 2_000_000; i++) {
      // Half of them of sizes that a half can hold, and some right between two neighbours.
      float number =
          i % 2 == 0
              ? Float.intBitsToFloat(random.nextInt())
              : Math.scalb(random.nextInt(8192) - 4096, random.nextInt(40) - 30);
      if (Float.isNaN(number)) continue;
      assertEquals((short) of.invokeExact(number), Half.of(number), "of " + number);
    }
  }
}
