package dev.fovea.zoo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.fovea.graph.Init;
import dev.fovea.graph.Network;
import dev.fovea.graph.Node;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How tensors start, as torchvision's and akamaster's sources start them. */
class InitTest {
  @ParameterizedTest
  @CsvSource({
    "resnet50, layer1.0.downsample.0, weight, KaimingNormal[fanOut=true]",
    "resnet20, layer2.0.conv1, weight, KaimingNormal[fanOut=false]",
    "resnet20, linear, weight, KaimingNormal[fanOut=false]",
    "mobilenet_v3_small, features.1.block.1.fc1, bias, Constant[value=0.0]",
    "mobilenet_v3_small, classifier.3, weight, Normal[deviation=0.01]",
    "efficientnet_b0, classifier.1, bias, Constant[value=0.0]",
    "mobilenet_v2, classifier.1, weight, Normal[deviation=0.01]",
    "densenet121, features.conv0, weight, KaimingNormal[fanOut=false]",
    "convnext_tiny, features.1.0.layer_scale, '', Constant[value=1.0E-6]",
    "convnext_tiny, features.1.0.block.0, weight, TruncatedNormal[deviation=0.02]",
    "swin_t, features.1.0.attn, qkv.weight, TruncatedNormal[deviation=0.02]",
    "vit_b_16, conv_proj, weight, LecunNormal[]",
    "vit_b_16, encoder.pos_embedding, '', Normal[deviation=0.02]",
    "vit_b_16, encoder.layers.encoder_layer_0.mlp.0, weight, XavierUniform[]",
    "vit_b_16, encoder.layers.encoder_layer_0.mlp.3, bias, Normal[deviation=1.0E-6]",
    "vit_b_16, heads.head, weight, Constant[value=0.0]",
    "regnet_y_400mf, fc, weight, Normal[deviation=0.01]",
    "efficientnet_v2_s, features.4.0.block.2.fc1, bias, Constant[value=0.0]",
    "swin_t, features.1.0.mlp.3, bias, Constant[value=0.0]",
    "vgg11, features.0, bias, Constant[value=0.0]",
    "vgg11, classifier.0, weight, Normal[deviation=0.01]",
    "small, conv1, weight, KaimingNormal[fanOut=true]"
  })
  void startsAsPublished(String name, String node, String key, String fill) {
    assertEquals(fill, fill(name, node, key).toString());
  }

  @ParameterizedTest
  @CsvSource({"resnet18, bn1, weight", "resnet18, fc, weight", "resnet20, linear, bias"})
  void elseStartsAsPyTorchDoes(String name, String node, String key) {
    assertNull(fill(name, node, key));
  }

  private static Init.Fill fill(String name, String node, String key) {
    Network network = Zoo.network(name, Options.of(10));
    Node found =
        network.nodes().stream().filter(n -> n.name().equals(node)).findFirst().orElseThrow();
    return Zoo.family(name).init().fill(found, key);
  }
}
