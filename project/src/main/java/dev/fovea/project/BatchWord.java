package dev.fovea.project;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import java.io.IOException;

/** A recipe's batch in YAML: a number, or {@code max}. */
final class BatchWord {
  private static final String MAX = "max";

  private BatchWord() {}

  static final class Read extends JsonDeserializer<Integer> {
    @Override
    public Integer deserialize(JsonParser in, DeserializationContext context) throws IOException {
      String said = in.getText();
      if (said.equals(MAX)) return TrainRecipe.MAX_BATCH;
      if (in.hasToken(JsonToken.VALUE_NUMBER_INT) || said.matches("\\d+"))
        try {
          return Integer.valueOf(said);
        } catch (NumberFormatException _) { // said below
        }
      throw wrong(said);
    }

    @Override
    public Integer getNullValue(DeserializationContext context) {
      throw wrong("nothing");
    }

    private static RecipeException wrong(String said) {
      return new RecipeException(
          "train.batch is a number of pictures, 0 to leave it open, or max, got " + said);
    }
  }

  static final class Write extends JsonSerializer<Integer> {
    @Override
    public void serialize(Integer batch, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      if (batch == TrainRecipe.MAX_BATCH) out.writeString(MAX);
      else out.writeNumber(batch);
    }
  }
}
