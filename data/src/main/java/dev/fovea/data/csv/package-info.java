/**
 * Rows of comma-separated tables, read and quoted as RFC 4180 says.
 *
 * <p>Start at {@link dev.fovea.data.csv.CsvRows}. What the columns mean is the business of those
 * who read them: data sets in {@code read}, split files in {@code split}.
 */
package dev.fovea.data.csv;
