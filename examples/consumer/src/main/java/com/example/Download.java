package com.example;

import java.io.File;
import java.util.Arrays;
import java.util.Comparator;

/** Prints what this application's libraries weigh, largest first. */
public final class Download {
  public static void main(String[] args) {
    File[] jars =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(File::new)
            .filter(File::isFile)
            .sorted(Comparator.comparingLong(File::length).reversed())
            .toArray(File[]::new);
    for (File jar : jars) System.out.printf("%7.2f MB  %s%n", jar.length() / 1e6, jar.getName());
    double all = Arrays.stream(jars).mapToLong(File::length).sum() / 1e6;
    System.out.printf(
        "%7.2f MB  in all, on Java %s%n", all, System.getProperty("java.version"));
  }
}
