/**
 * An application that runs a trained model, as users of Fovea build one: a project of its own, on
 * Java 17, that names {@code fovea-predict} and nothing else.
 *
 * <p>Start at {@link com.example.Consumer}, which answers for a picture; {@link
 * com.example.Download} prints what its libraries weigh. The build makes the project from a local
 * repository and checks what both print, in {@code verify.groovy}.
 *
 * <p>Not here: training, and any call of what is not public.
 */
package com.example;
