/**
 * Files of tensors: {@code .safetensors} read and written, and the safe way to replace a file.
 *
 * <p>Start at {@link dev.fovea.torch.file.SafetensorsFile} (opens one, hands out {@link
 * dev.fovea.torch.file.StoredTensor}s that live as long as it is open), {@link
 * dev.fovea.torch.file.TensorCopy} (makes libtorch tensors of them) and {@link
 * dev.fovea.torch.file.SafetensorsWriter}. {@link dev.fovea.torch.file.AtomicFile} writes beside,
 * flushes and renames; everything that must survive a power cut goes through it. {@link
 * dev.fovea.torch.file.Protobuf} and {@link dev.fovea.torch.file.TensorBytes} are what other
 * formats are written with.
 *
 * <p>Nothing in a file is trusted: every number of a header is checked before it is used.
 *
 * <p>Not here: what the tensors mean, networks, downloads.
 */
package dev.fovea.torch.file;
