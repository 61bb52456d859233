package dev.fovea.graph;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** By hand; the networks of the zoo are its HeadOfFamiliesTest's. */
class ReheadTest {
  private static Wire image() {
    return Wire.image("tiny", 3).conv("conv", 8, 3, 1);
  }

  @Test
  void theLastLayerAloneChanges() {
    Network network = image().average().dropout(0.5).linear("fc", 10).network("logits");
    Network other = Rehead.of(network, 4);
    assertEquals(Map.of("fc", new Op.Linear(8, 4, true)), changed(network, other));
    assertEquals(network, Rehead.of(other, 10));
  }

  /** As SqueezeNet's: nothing behind the convolution counts channels. */
  @Test
  void aConvolutionIsAHeadToo() {
    Network network = image().convBias("last", 10, 1, 1).relu().average().network("logits");
    Op last = Op.Conv2d.of(8, 4, 1, 1, true);
    assertEquals(Map.of("last", last), changed(network, Rehead.of(network, 4)));
  }

  @Test
  void whatHasNoHeadOfItsOwnIsRefused() {
    refused(
        image().average().linear("fc", 10).norm("bn").network("logits"),
        "a head of 3 classes does not fit into tiny: node bn BatchNorm[channels=10, eps=1.0E-5,"
            + " momentum=0.1] expects 10 channels, got [3]");
    refused(
        Wire.image("bare", 3).average().network("logits"),
        "bare has no linear layer and no convolution at its end, so it can get no other head");
    Wire x = image().average();
    refused(
        x.then("both", new Op.Concat(Axis.CHANNELS), x.linear("fc", 2)).network("logits"),
        "tiny has no logits from its last layer, fc, so it can get no other head");
    refused(
        x.linear("a", 4).plus(x.linear("b", 4)).network("logits"),
        "a head of 3 classes does not fit into tiny: node add Add[] expects inputs of one"
            + " shape, got [4] and [3]");
  }

  private static void refused(Network network, String sentence) {
    var refusal = assertThrows(GraphException.class, () -> Rehead.of(network, 3));
    assertEquals(sentence, refusal.getMessage());
  }

  private static Map<String, Op> changed(Network before, Network after) {
    List<Node> nodes = after.nodes();
    assertEquals(before.nodes().size(), nodes.size());
    var changed = new HashMap<String, Op>();
    for (int i = 0; i < nodes.size(); i++)
      if (!nodes.get(i).equals(before.nodes().get(i)))
        changed.put(nodes.get(i).name(), nodes.get(i).op());
    return changed;
  }
}
