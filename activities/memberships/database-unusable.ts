/** The database cannot be opened, or is not what the books need. */
export class DatabaseUnusable extends Error {
  override readonly name = 'DatabaseUnusable';
}
