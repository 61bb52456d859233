/**
 * Files of PyTorch's {@code torch.save}: the zip of today and the stream of before 1.6.
 *
 * <p>Start at {@link dev.fovea.torch.pth.PthFile}. {@code Unpickler} reads the pickle in such a
 * file; {@code Known} lists all that a pickle may name, {@code Calls} what is made of it, {@code
 * Pickled} what comes out. {@code ZipCheckpoint} and {@code LegacyCheckpoint} find the bytes of the
 * tensors, {@code StateDict} the tensors of the network among all that was saved.
 *
 * <p>Nothing in a file is ever run: a name that is not in {@code Known} ends the reading. Every
 * count is checked against the bytes that are there before it is used, and nothing here calls
 * itself as deep as a file nests.
 *
 * <p>Not here: which network the tensors are for, downloads, writing such files.
 */
package dev.fovea.torch.pth;
