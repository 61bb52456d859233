package dev.fovea.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SummaryTest {
  private static Network net() {
    Wire x = Wire.image("net", 3).conv("conv1", 8, 3, 2).norm("bn1").relu();
    Wire a = x.within("layer1.0", in -> in.conv("conv", 8, 3, 1));
    Wire b = x.within("twin", "layer1.0", in -> in.conv("conv", 8, 3, 1));
    return a.plus(b).average().linear("fc", 10).network("logits");
  }

  /** Columns and totals as torchinfo prints them, the multiply-adds of norms aside. */
  @Test
  void isATable() {
    assertEquals(
        """
        ================================================================================
        Layer (type: depth-index)            Output shape         Param #      Mult-adds
        ================================================================================
        net                                  [10]                      --             --
        ├─image (input)                      [3, 32, 32]               --             --
        ├─conv1 (Conv2d): 1-1                [8, 16, 16]              216         55,296
        ├─bn1 (BatchNorm): 1-2               [8, 16, 16]               16             --
        ├─relu (Activation): 1-3             [8, 16, 16]               --             --
        ├─layer1: 1-4                        [8, 16, 16]               --             --
        │ └─0: 2-1                           [8, 16, 16]               --             --
        │   └─conv (Conv2d): 3-1             [8, 16, 16]              576        147,456
        ├─twin: 1-5                          [8, 16, 16]               --             --
        │ └─conv (Conv2d): 2-2               [8, 16, 16]         (shared)        147,456
        ├─add (Add): 1-6                     [8, 16, 16]               --             --
        ├─avgpool (AdaptiveAvgPool2d): 1-7   [8, 1, 1]                 --             --
        ├─flatten (Flatten): 1-8             [8]                       --             --
        └─fc (Linear): 1-9                   [10]                      90             80
        ================================================================================
        Total params: 898
        Trainable params: 898
        Non-trainable params: 0
        Total mult-adds: 350,288
        ================================================================================
        Input size (MB): 0.01
        Forward/backward pass size (MB): 0.07
        Params size (MB): 0.00
        Estimated total size (MB): 0.08
        ================================================================================
        """,
        Summary.of(net(), 32, 32));
  }

  @Test
  void countsFrozenTensors() {
    String summary =
        Summary.of(net(), Shapes.of(net(), 32, 32), tensor -> tensor.startsWith("fc."));

    assertTrue(summary.contains("Trainable params: 808\nNon-trainable params: 90\n"), summary);
  }

  @ParameterizedTest
  @MethodSource("dev.fovea.graph.Samples#networks")
  void fitsEightyColumns(Network network) {
    String summary = Summary.of(network, Shapes.of(network), tensor -> false);

    summary.lines().forEach(line -> assertTrue(line.length() <= 80, line));
  }
}
