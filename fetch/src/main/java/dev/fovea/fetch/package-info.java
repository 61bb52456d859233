/**
 * Files from the network into a cache, whole and as published, or one sentence why not.
 *
 * <p>Start at {@link dev.fovea.fetch.Fetch}: it takes a {@link dev.fovea.fetch.Remote} (url,
 * digest, size) and answers with a path. {@link dev.fovea.fetch.Settings} is what the environment
 * says: cache folder, offline, mirrors, proxies, tokens, patience. {@link
 * dev.fovea.fetch.FetchEvent} tells how far it is. Inside, {@code Download} tries until the file is
 * whole, {@code Exchange} is one question and its answer, {@code Part} the file that is not whole
 * yet.
 *
 * <p>Not here: what is worth fetching (zoo knows the published weights), and any call that nobody
 * asked for.
 */
package dev.fovea.fetch;
