/** The state cannot be used; the message is a sentence that names the cure. */
export class StoreError extends Error {
  override readonly name = 'StoreError';
}
