/**
 * Tells runs to an MLflow tracking server, where a recipe says {@code log.mlflow}.
 *
 * <p>Start at {@link dev.fovea.mlflow.MlflowJournal}, which {@link java.util.ServiceLoader} finds.
 * What is told is what the run folder holds: {@code Telling} compares it with {@code mlflow.yaml},
 * which says what the server has, and sends the rest. So what was missed is sent later by the same
 * way. All calls are made on one thread a server, {@code Line}; training never waits for it, and at
 * its end not long.
 *
 * <p>Not here: what is in the files (project), other trackers (a room each).
 */
package dev.fovea.mlflow;
