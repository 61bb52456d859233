package dev.fovea.torch.file;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeaderReaderTest {
  private static final String ONE = "{'dtype':'U8','shape':[1],'data_offsets':[0,1]}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          []                                   | its header does not begin with {
          {"a":[]}                             | tensor "a": its entry must be an object, got a list
          {"a":{}}                             | tensor "a": has no dtype
          {"a":{"dtype":"U8"}}                 | tensor "a": has no shape
          {"a":{"dtype":"U8","shape":[]}}      | tensor "a": has no data_offsets
          {"a":{"dtype":8}}                    | tensor "a": dtype must be a string, got a whole number
          {"a":{"dtype":"F8_E4M3"}}            | tensor "a": dtype "F8_E4M3" is unknown, only [I64, F64, F32, I32, BF16, F16, I16, I8, U8, BOOL] are read
          {"a":{"dtype":"U8","dtype":"U8"}}    | tensor "a": has dtype twice
          {"a":{"stride":[1]}}                 | tensor "a": has the unknown key "stride"
          {"a":{"shape":3}}                    | tensor "a": shape must be a list, got a whole number
          {"a":{"shape":[1.5]}}                | tensor "a": a number of shape must be a whole number, got a fraction
          {"a":{"shape":[null]}}               | tensor "a": a number of shape must be a whole number, got null
          {"a":{"shape":[-1]}}                 | tensor "a": shape holds the negative number -1
          {"a":{"shape":[9223372036854775808]}} | tensor "a": shape holds a number above 2^63
          {"__metadata__":[]}                  | __metadata__ must be an object, got a list
          {"__metadata__":{"n":1}}             | __metadata__ "n" must be a string, got a whole number
          {"__metadata__":{"n":"","n":""}}     | __metadata__ holds "n" twice
          {"__metadata__":{},"__metadata__":{}} | its header holds two __metadata__
          {}{}                                 | its header goes on after its last }
          """)
  void refuses(String header, String sentence) {
    assertEquals(sentence, refusal(header));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          U8  | [1]       | [0,1,2] | data_offsets must be two numbers, got [0, 1, 2]
          U8  | [1]       | [1,0]   | data_offsets end before they begin: [1, 0]
          F32 | [2,3]     | [0,23]  | a F32 of shape [2, 3] takes 24 bytes, but data_offsets hold 23
          I64 | [4294967296,4294967296] | [0,0] | its shape [4294967296, 4294967296] is larger than any file
          I64 | [1152921504606846976]   | [0,0] | its shape [1152921504606846976] is larger than any file
          """)
  void refusesNumbersThatDisagree(String dtype, String shape, String offsets, String sentence) {
    String header =
        "{'w':{'dtype':'" + dtype + "','shape':" + shape + ",'data_offsets':" + offsets + "}}";
    assertEquals("tensor \"w\": " + sentence, refusal(header.replace('\'', '"')));
  }

  @Test
  void refusesHolesAndOverlaps() {
    String second = ",'b':{'dtype':'U8','shape':[2],'data_offsets':[%d,%d]}}";
    assertEquals(
        "tensor \"b\" begins at byte 2 of the data where 1 was expected, so tensors leave a hole",
        refusal("{'a':" + ONE + second.formatted(2, 4)));
    assertEquals(
        "tensor \"b\" begins at byte 0 of the data where 1 was expected, so tensors overlap",
        refusal("{'a':" + ONE + second.formatted(0, 2)));
    assertEquals("two tensors are named \"a\"", refusal("{'a':" + ONE + ",'a':" + ONE + "}"));
  }

  @Test
  void refusesWhatIsNotJsonOrNotUtf8() {
    assertEquals(
        "its header is not JSON: Unexpected character ('x' (code 120)): "
            + "was expecting double-quote to start field name",
        refusal("{x}"));
    var cut = assertThrows(BrokenHeader.class, () -> HeaderReader.of(bytes("{\"a\":{\"dt")));
    assertEquals("its header is not JSON: Unexpected end-of-input in field name", cut.getMessage());
    byte[] latin1 = "{\"größe\":1}".getBytes(StandardCharsets.ISO_8859_1);
    var notUtf8 = assertThrows(BrokenHeader.class, () -> HeaderReader.of(latin1));
    assertEquals("its header is not UTF-8", notUtf8.getMessage());
  }

  @Test
  void refusesRanksAndNestingWithoutEnd() {
    assertEquals(
        "tensor \"a\": shape holds more than 64 numbers",
        refusal("{\"a\":{\"shape\":[" + "1,".repeat(1000) + "1]}}"));
    assertEquals(
        "tensor \"a\": a number of shape must be a whole number, got a list",
        refusal("{\"a\":{\"shape\":" + "[".repeat(100_000)));
  }

  @Test
  void cutsLongNamesAndHidesControlCharacters() {
    assertEquals(
        "tensor \"" + "n".repeat(80) + "...\": has no dtype",
        refusal("{\"" + "n".repeat(5000) + "\":{}}"));
    assertEquals("tensor \"a?b\": has no dtype", refusal("{\"a\\u001bb\":{}}"));
  }

  private static String refusal(String header) {
    byte[] bytes = bytes(header.replace('\'', '"'));
    return assertThrows(BrokenHeader.class, () -> HeaderReader.of(bytes)).getMessage();
  }

  private static byte[] bytes(String header) {
    return header.getBytes(StandardCharsets.UTF_8);
  }
}
