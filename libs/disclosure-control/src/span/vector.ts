/**
 * A sparse vector modulo the prime: the columns that are not 0, and their values. Columns below the space's `width` are
 * classes of people; from `width` on they are the cells of which the vector was made, one column for each cell, so that
 * every vector carries with it how many times each cell went into it.
 */
export interface Vector {
  readonly columns: Int32Array;
  readonly values: Int32Array;
}

/** How many of the vector's columns are classes of people. O(length). */
export const peopleColumns = ({ columns }: Vector, width: number): number => {
  let count = 0;
  for (const column of columns) if (column < width) count++;
  return count;
};

/** The people in the classes where the vector is not 0, without those in `except`. O(length). */
export const weightOf = (
  { columns }: Vector,
  sizes: Int32Array,
  except: ReadonlySet<number> = new Set(),
): number => {
  let people = 0;
  for (const column of columns) if (column < sizes.length && !except.has(column)) people += sizes[column]!;
  return people;
};
