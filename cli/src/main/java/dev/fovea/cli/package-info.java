/**
 * The command: words, options, what is printed and the exit codes; one command a file, no logic.
 *
 * <p>Start at {@link dev.fovea.cli.Main} and {@link dev.fovea.cli.Fovea}, which lists the commands.
 * {@link dev.fovea.cli.Sentence} makes one sentence of whatever went wrong, {@link
 * dev.fovea.cli.Misspelt} of a call that cannot be understood; {@link dev.fovea.cli.RunLines} tells
 * of a run while it goes on.
 *
 * <p>Results go to stdout, all else to stderr. Exit codes: 0 done, 1 the job failed, 2 the call was
 * wrong, 130 stopped by Ctrl-C.
 *
 * <p>Not here: anything that a program would want without a command line (project).
 */
package dev.fovea.cli;
