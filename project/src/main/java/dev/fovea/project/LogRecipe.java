package dev.fovea.project;

import java.net.URI;

/**
 * Where a run is told to beside its folder. Nothing leaves the machine unless it is asked for here.
 *
 * @param mlflow address of an MLflow tracking server, {@code http://host:5000}; or nothing
 * @param experiment the name of the experiment there; made where it is missing
 * @param sendModel whether best.safetensors is sent as well
 */
public record LogRecipe(String mlflow, String experiment, boolean sendModel) {
  public LogRecipe {
    if (mlflow != null) check(mlflow);
    Needs.there("log.experiment", experiment);
    if (experiment.isBlank()) throw new RecipeException("log.experiment must not be empty");
  }

  private static void check(String address) {
    URI uri;
    try {
      uri = URI.create(address);
    } catch (IllegalArgumentException e) {
      throw refused(address, e);
    }
    boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
    if (!web || uri.getHost() == null) throw refused(address, null);
    if (uri.getUserInfo() != null)
      throw new RecipeException(
          "log.mlflow must not hold a password, which recipe.yaml would keep; set"
              + " MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD instead");
  }

  private static RecipeException refused(String address, Throwable cause) {
    return new RecipeException(
        "log.mlflow must be the address of a server, as http://127.0.0.1:5000, got " + address,
        cause);
  }
}
