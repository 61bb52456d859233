/**
 * The readers of single file formats, behind {@link dev.fovea.image.Decode} and {@link
 * dev.fovea.image.Header}.
 *
 * <p>Start with {@link dev.fovea.image.codec.Headers}, which knows a format by its first bytes and
 * asks that format's header reader, and {@link dev.fovea.image.codec.Pixels}, which chooses the
 * decoder. Every reader looks through {@link dev.fovea.image.codec.Bytes}, which refuses to look
 * past the end of a file.
 *
 * <p>Not for applications: the contract is one package up. Nothing here resizes or draws.
 */
package dev.fovea.image.codec;
