/** Training cannot start or go on as asked; the message says what to do. */
export class TrainingError extends Error {
  override readonly name = 'TrainingError';
}
