package dev.fovea.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonFactory;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class GraphJsonTest {
  private static final String TINY =
      """
      {"format":"fovea-graph","version":1,"name":"tiny",\
      "inputs":[{"name":"image","shape":{"map":[3,null,null]}}],\
      "nodes":[{"name":"conv","op":"Conv2d","with":{"in":3,"out":8,"kernel":[3,3],"stride":[2,2],\
      "padding":[1,1],"dilation":[1,1],"groups":1,"bias":false},"inputs":["image"]},\
      {"name":"norm","op":"BatchNorm","with":{"channels":8,"eps":1.0E-5,"momentum":0.1},\
      "inputs":["conv"]},\
      {"name":"relu","op":"Activation","with":{"kind":"RELU"},"inputs":["norm"]}],\
      "outputs":[{"name":"out","node":"relu"}]}\
      """;

  @ParameterizedTest
  @MethodSource("dev.fovea.graph.Samples#networks")
  void everySampleComesBackAsItWas(Network network) {
    String json = GraphJson.write(network);

    assertEquals(network, GraphJson.read(json));
    assertEquals(json, GraphJson.write(GraphJson.read(json)));
  }

  @Test
  void isTheDocumentedText() {
    Network tiny = Wire.image("tiny", 3).conv("conv", 8, 3, 2).norm("norm").relu().network("out");

    assertEquals(TINY, GraphJson.write(tiny));
  }

  @Test
  void keepsSharedWeights() {
    Wire x = Wire.image("twins", 3);
    Wire a = x.within("a", in -> in.conv("conv", 4, 3, 1));
    Wire b = x.within("b", "a", in -> in.conv("conv", 4, 3, 1));
    Network twins = a.plus(b).network("out");

    assertEquals(twins, GraphJson.read(GraphJson.write(twins)));
    assertEquals("a.conv", GraphJson.read(GraphJson.write(twins)).nodes().get(1).weights());
  }

  @Test
  void readsItsPartOfALargerDocument() throws Exception {
    try (var parser = new JsonFactory().createParser("[" + TINY + ",7]")) {
      parser.nextToken();
      parser.nextToken();

      assertEquals("tiny", GraphJson.read(parser).name());
      parser.nextToken();
      assertEquals(7, parser.getIntValue());
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          "version":1      | "version":2      | graph JSON is of version 2, this Fovea reads version 1; use a Fovea as new as the file
          fovea-graph      | onnx             | graph JSON must be of format fovea-graph, got onnx
          "nodes"          | "nods"           | graph JSON lacks nodes; is it what is spelt nods?
          "outputs":       | "a":1,"outputs": | graph JSON has no key a
          Conv2d           | Conv2D           | node conv: there is no op Conv2D; did you mean Conv2d?
          "bias":false     | "bais":false     | node conv: Conv2d lacks bias; is it what is spelt bais?
          "bias":false     | "bias":0         | node conv: Conv2d.bias must be true or false, got 0
          "groups":1       | "groups":1,"x":2 | node conv: Conv2d has no key x
          "groups":1       | "groups":2       | node conv: Conv2d: groups must divide in channels, got 2 and 3
          "out":8          | "out":8.5        | node conv: Conv2d.out must be a whole number below 2^31, got 8.5
          "out":8          | "out":3000000000 | node conv: Conv2d.out must be a whole number below 2^31, got 3000000000
          "kernel":[3,3]   | "kernel":[3]     | node conv: Conv2d.kernel must be [h, w], got [3]
          "kernel":[3,3]   | "kernel":3       | node conv: Conv2d.kernel must be a list [...], got 3
          RELU             | RELO             | node relu: Activation.kind must be one of [RELU, RELU6, SIGMOID, HARDSIGMOID, SILU, HARDSWISH, TANH, GELU, GELU_TANH], got RELO; did you mean RELU?
          1.0E-5           | "small"          | node norm: BatchNorm.eps must be a number, got "small"
          "channels":8     | "channels":9     | tiny: node norm BatchNorm[channels=9, eps=1.0E-5, momentum=0.1] expects 9 channels, got [8, ?, ?]
          ["conv"]         | ["cone"]         | tiny: node norm reads cone, which does not come before it
          "node":"relu"    | "node":1         | an output: node must be a string, got 1
          {"map":[3,null,null]} | {"map":[3]} | the shape of an input must be {"map": [c, h, w]}, {"tokens": [l, c]} or {"vector": [c]}, got {map=[3]}
          {"map":[3,null,null]} | {"map":[3,-1,0]} | the shape of an input must hold positive numbers, got -1
          "name":"tiny"    | "name":"tiny","name":"b" | graph JSON is broken at line 1, column 57: Duplicate field 'name'
          }]}              | }]               | graph JSON is broken at line 1, column 495: Unexpected end-of-input: expected close marker for Object
          }]}              | }]}}             | graph JSON is broken at line 1, column 496: Unexpected close marker '}': no open Object to close
          """)
  void refusesInOneSentence(String part, String instead, String message) {
    var e = assertThrows(GraphException.class, () -> GraphJson.read(TINY.replace(part, instead)));

    assertEquals(message, e.getMessage());
  }

  @Test
  void refusesTextMadeToExhaustMemory() {
    assertEquals("graph JSON is empty", refusal(""));
    assertEquals("graph JSON must be an object {...}, got [1]", refusal("[1]"));
    String deep = refusal("[".repeat(100_000));
    assertTrue(deep.contains("nesting depth (13) exceeds the maximum allowed (12"), deep);
    String longName = refusal("{\"format\":\"" + "x".repeat(2_000_000) + "\"}");
    assertTrue(longName.contains("exceeds the maximum"), longName.substring(0, 80));
    String number = refusal("1" + "0".repeat(1_000_000));
    assertTrue(number.contains("exceeds the maximum"), number.substring(0, 80));
    String nodes = refusal(TINY.replace("\"nodes\":[", "\"nodes\":[" + "0,".repeat(100_000)));
    assertEquals("graph JSON has 100003 nodes, more than 100000", nodes);
    String values = refusal("[" + "0,".repeat(5_000_000) + "0]");
    assertEquals("graph JSON holds more than 4000000 values", values);
  }

  @Test
  void refusesWhatATerminalWouldObey() {
    assertEquals(
        "graph JSON holds a string with a control character",
        refusal(TINY.replace("tiny", "\\u001b[2J")));
  }

  @Test
  void refusesAKeyThatComesTwiceInALargerDocument() throws Exception {
    try (var parser = new JsonFactory().createParser("{\"name\":1,\"name\":2}")) {
      parser.nextToken();
      var e = assertThrows(GraphException.class, () -> GraphJson.read(parser));
      assertEquals("graph JSON holds key name twice", e.getMessage());
    }
  }

  @Test
  void refusesAParameterOfEndlessDimensions() {
    Wire x = Wire.start("bias", "x", new Shape.Vector(1));
    Network bias = x.plus(x.parameter("p", List.of(1), new Shape.Vector(1))).network("out");

    assertEquals(
        "node p: Parameter.dims holds 1000 numbers, more than 16",
        refusal(
            GraphJson.write(bias).replace("\"dims\":[1]", "\"dims\":[" + "1,".repeat(999) + "1]")));
  }

  @Test
  void refusesShapesBeyondNumbers() {
    String json =
        GraphJson.write(
            Wire.start("wide", "x", new Shape.Map(1, 1 << 20, 1))
                .then("up", new Op.Resize(Size.of(2), Interpolation.NEAREST, false))
                .network("out"));

    assertEquals(
        "wide: node up Resize[factor=65536x1, interpolation=NEAREST, alignCorners=false] makes a value"
            + " too large of [[1, 1048576, 1]]",
        refusal(json.replace("\"factor\":[2,2]", "\"factor\":[65536,1]")));
  }

  /** Whatever one flipped byte makes of a graph, the answer is a network or one sentence. */
  @Test
  void survivesEveryFlippedByte() {
    int refused = 0;
    for (String junk : List.of("\"", "{", "]", "9", "\u0000", "-", "e"))
      for (int i = 0; i < TINY.length(); i++) {
        try {
          GraphJson.read(TINY.substring(0, i) + junk + TINY.substring(i + 1));
        } catch (GraphException e) {
          refused++;
        }
      }

    assertTrue(refused > 3_000, "only " + refused + " refused");
  }

  @Test
  void survivesEveryCut() {
    var read = new ArrayList<Integer>();
    for (int i = 0; i < TINY.length(); i++) {
      String cut = TINY.substring(0, i);
      assertThrows(GraphException.class, () -> GraphJson.read(cut));
      read.add(i);
    }
    assertEquals(TINY.length(), read.size());
  }

  private static String refusal(String json) {
    return assertThrows(GraphException.class, () -> GraphJson.read(json)).getMessage();
  }
}
