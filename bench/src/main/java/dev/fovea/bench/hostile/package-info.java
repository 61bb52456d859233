/**
 * Files made to break their reader: by damage, by a fuzzer, or by others who collected them.
 *
 * <p>Start at {@link dev.fovea.bench.hostile.Parser}, which lists the readers and says what each
 * may do. {@link dev.fovea.bench.hostile.Fuzz} is where a fuzzer comes in, {@link
 * dev.fovea.bench.hostile.ModelDamage} spoils a model byte by byte, {@link
 * dev.fovea.bench.hostile.DecodeEach} is the process in which pictures are decoded. The scripts of
 * this room run them.
 *
 * <p>Not here: the tests of single refusals, which live beside the readers.
 */
package dev.fovea.bench.hostile;
