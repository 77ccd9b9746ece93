/** What can be wrong with a file, whatever its kind; kinds add what their rows can get wrong. */
export const importErrorCodes = {
  EMPTY_FILE: 'The file holds no rows.',
  INCOMPLETE_FILE: 'Parts of the file were not sent. Send all of them, then commit.',
  TOO_MANY_ROWS: 'The file has more than 100,000 rows. Divide it.',
  HASH_MISMATCH: 'The parts do not make the file whose sha256 was given. Send the file again.',
  WRONG_ENCODING: 'The file is not in UTF-8. Save it as UTF-8 and send it again.',
  MALFORMED_CSV: 'The line is not CSV: a quote is open or stands in the wrong place.',
  MISSING_COLUMN: 'A column that is needed is missing in the first line.',
  UNKNOWN_COLUMN: 'The first line has a column that this kind of file does not have.',
  DUPLICATE_COLUMN: 'The first line has this column twice.',
  COLUMN_COUNT: 'The line has more or fewer cells than the first line.',
  MISSING_VALUE: 'A value is missing.',
  BAD_NUMBER: 'The cell is not a number in the form that is needed.',
  OUT_OF_RANGE: 'The number is too small or too large.',
  BAD_VALUE: 'The cell does not hold what its column needs.',
  TOO_LONG: 'The cell holds more characters than its column takes.',
  CONTROL_CHARACTER: 'A character that cannot be seen, such as a line break, stands in the cell.',
  DUPLICATE: 'Another line says the same.',
  UNKNOWN_PERSON: 'Nobody with this reference is known. Import people first.',
  CONFLICT: 'Others changed the same thing while the file was checked. Import it again.',
  INTERNAL_ERROR: 'Something went wrong on our side. Nothing was imported.',
} as const satisfies Record<string, string>;

export type ImportErrorCode = keyof typeof importErrorCodes;
